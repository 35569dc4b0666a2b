using System.Globalization;
using System.Text.Json;
using Dpemt.Simulator.Faults;
using Dpemt.Simulator.Hosting;

namespace Dpemt.Simulator.Solar;

/// <summary>The calls of SOLAR that the bot needs, on invented data; nothing is ever booked.</summary>
internal static class SolarEndpoints
{
    private const string Token = "simulador-solar";
    private static readonly string[] WrongLogin = ["Impossível fazer login com as credenciais fornecidas."];

    public static void MapSolar(this WebApplication app)
    {
        _ = app.MapPost("/api/v1/get_auth_token", LogInAsync);
        var group = app.MapGroup("/api/v1").AddEndpointFilter(GateAsync);
        _ = group.MapGet("/pessoasassistidas", People);
        _ = group.MapGet("/pessoasassistidas/{id:int}", (int id) => One(SolarData.People, person => person.Id == id, SolarViews.Of));
        _ = group.MapGet("/pessoasassistidas/{id:int}/atendimentos", (int id, HttpRequest request, TimeProvider clock) =>
            Page(request, SolarData.Appointments.Where(appointment => appointment.PersonId == id).Select(appointment => SolarViews.Of(appointment, clock.GetUtcNow()))));
        _ = group.MapGet("/atendimentos", Appointments);
        _ = group.MapGet("/comarcas", (HttpRequest request) => Page(request, SolarData.Districts.Select(SolarViews.Of)));
        _ = group.MapGet("/areas", (HttpRequest request) => Page(request, SolarData.Areas.Select(SolarViews.Of)));
        _ = group.MapGet("/qualificacoes", (HttpRequest request) => Page(request, SolarData.Subjects.Select(SolarViews.Of)));
        _ = group.MapGet("/defensorias", (HttpRequest request, int? comarca) =>
            Page(request, SolarData.Units.Where(unit => comarca is null || unit.DistrictId == comarca).Select(SolarViews.Of)));
        _ = group.MapGet("/defensorias/{id:int}", (int id) => One(SolarData.Units, unit => unit.Id == id, SolarViews.Of));
        _ = group.MapGet("/defensorias/{id:int}/horarios", Slots);
        _ = group.MapPost("/agendamentos/marcarinicial", BookAsync);
    }

    private static async Task<IResult> LogInAsync(HttpRequest request)
    {
        string? user, password;
        if (request.HasFormContentType)
        {
            var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
            (user, password) = (form["username"], form["password"]);
        }
        else
        {
            var body = await request.ReadObjectAsync();
            (user, password) = (body?.Text("username"), body?.Text("password"));
        }

        return string.IsNullOrEmpty(user) || string.IsNullOrEmpty(password)
            ? Results.Json(new { non_field_errors = WrongLogin }, statusCode: StatusCodes.Status400BadRequest)
            : Results.Json(new { token = Token, user = new { id = 1, username = user } });
    }

    private static async ValueTask<object?> GateAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var services = context.HttpContext.RequestServices;
        var switches = services.GetRequiredService<FaultSwitches>().Current;
        if (switches.LatencyMs > 0) await Task.Delay(TimeSpan.FromMilliseconds(switches.LatencyMs), services.GetRequiredService<TimeProvider>(), context.HttpContext.RequestAborted);
        if (switches.IsDown("solar")) return Detail("Serviço indisponível.", StatusCodes.Status503ServiceUnavailable);
        string? authorization = context.HttpContext.Request.Headers.Authorization;
        return authorization is not null && authorization.StartsWith("Token ", StringComparison.Ordinal) && authorization.Length > 6
            ? await next(context)
            : Detail("As credenciais de autenticação não foram fornecidas.", StatusCodes.Status401Unauthorized);
    }

    private static IResult People(HttpRequest request, string? cpf, string? nome, string? nome_social, string? data_nascimento)
    {
        var digits = cpf is null ? null : string.Concat(cpf.Where(char.IsAsciiDigit));
        return Page(request, SolarData.People
            .Where(person => digits is null || person.Cpf == digits)
            .Where(person => nome is null || person.Name.Contains(nome, StringComparison.CurrentCultureIgnoreCase))
            .Where(person => nome_social is null || (person.SocialName?.Contains(nome_social, StringComparison.CurrentCultureIgnoreCase) ?? false))
            .Where(person => data_nascimento is null || person.BornOn == data_nascimento)
            .Select(SolarViews.Of));
    }

    private static IResult Appointments(HttpRequest request, string? numero, int? partes__pessoa, int? defensoria_id, bool? soagendamentosfuturos, TimeProvider clock) =>
        Page(request, SolarData.Appointments
            .Where(appointment => numero is null || appointment.Number == numero)
            .Where(appointment => partes__pessoa is null || appointment.PersonId == partes__pessoa)
            .Where(appointment => defensoria_id is null || appointment.UnitId == defensoria_id)
            .Where(appointment => soagendamentosfuturos is not true || appointment.DaysFromToday > 0)
            .Select(appointment => SolarViews.Of(appointment, clock.GetUtcNow())));

    private static IResult Slots(int id, int? qnt, bool? diasdiferentes, TimeProvider clock)
    {
        if (!Array.Exists(SolarData.Units, unit => unit.Id == id)) return Detail("Não encontrado.", StatusCodes.Status404NotFound);
        var wanted = Math.Clamp(qnt ?? 4, 1, 20);
        var slots = Enumerable.Range(2, 40).Select(day => SolarViews.At(clock.GetUtcNow(), day, 8))
            .Where(day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
            .SelectMany(day => diasdiferentes is true ? [day.AddHours(day.Day % 4)] : new[] { day, day.AddHours(1), day.AddHours(6) })
            .Take(wanted);
        return Results.Json(slots.Select(slot => new { data_agendamento = slot, agenda_id = id }));
    }

    private static async Task<IResult> BookAsync(HttpRequest request, bool? commit, TimeProvider clock)
    {
        if (await request.ReadObjectAsync() is not { } body) return Detail("JSON inválido.", StatusCodes.Status400BadRequest);
        if (commit is not false) return Detail("O simulador só aceita commit=false.", StatusCodes.Status400BadRequest);
        if (body.Items("pessoas_assistidas_ids") is not { Count: > 0 } people) return Wrong("pessoas_assistidas_ids", "Este campo é obrigatório.");
        if (people.Any(person => person.ValueKind != JsonValueKind.Number)) return Wrong("pessoas_assistidas_ids", "Um número válido é necessário.");
        if (body.Member("qualificacao_id") is null) return Wrong("qualificacao_id", "Este campo é obrigatório.");
        if (!DateTimeOffset.TryParse(body.Text("data_agendamento"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)) return Wrong("data_agendamento", "Formato inválido.");
        return at < SolarViews.At(clock.GetUtcNow(), 2, 0)
            ? Wrong("data_agendamento", "A data deve ser a partir de depois de amanhã.")
            : Results.Json(new { valido = true, data_agendamento = at, numero = (string?)null });
    }

    private static IResult One<T>(T[] items, Func<T, bool> match, Func<T, object> view) =>
        Array.Find(items, item => match(item)) is { } found ? Results.Json(view(found)) : Detail("Não encontrado.", StatusCodes.Status404NotFound);

    /// <summary>Version 1 pages by <c>page</c> and <c>page_size</c>, at most 50.</summary>
    private static IResult Page(HttpRequest request, IEnumerable<object> items)
    {
        var all = items.ToList();
        var page = int.TryParse(request.Query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var asked) && asked > 0 ? asked : 1;
        var size = int.TryParse(request.Query["page_size"], NumberStyles.None, CultureInfo.InvariantCulture, out var given) && given is > 0 and <= 50 ? given : 10;
        return Results.Json(new
        {
            count = all.Count,
            next = page * size < all.Count ? $"{request.Path}?page={page + 1}&page_size={size}" : null,
            previous = page > 1 ? $"{request.Path}?page={page - 1}&page_size={size}" : null,
            results = all.Skip((page - 1) * size).Take(size),
        });
    }

    private static IResult Detail(string detail, int status) => Results.Json(new { detail }, statusCode: status);

    private static IResult Wrong(string member, string message) =>
        Results.Json(new Dictionary<string, string[]> { [member] = [message] }, statusCode: StatusCodes.Status400BadRequest);
}
