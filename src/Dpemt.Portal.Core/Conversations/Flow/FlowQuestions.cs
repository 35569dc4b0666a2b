namespace Dpemt.Portal.Conversations.Flow;

/// <summary>The question of each step, made from the state alone, so that it can be asked again after a restart.</summary>
internal static class FlowQuestions
{
    /// <summary>Areas on one page of the whole list; the last row leads on.</summary>
    public const int AreasPerPage = 9;

    private const int MaxShownName = 80;

    public static bool IsQuestion(FlowStep step)
        => step is not (FlowStep.Start or FlowStep.Analysing or FlowStep.Queued or FlowStep.WithPerson or FlowStep.Ended);

    public static FlowQuestion For(FlowTurn turn, bool brief)
    {
        var state = turn.State;
        var texts = turn.Texts;
        FlowQuestion Question(string key, params FlowChoice[] choices) => new(state.Step, brief ? texts[key + ".short"] : texts[key], choices);
        FlowChoice Choice(string value, string button, bool yes = false, bool no = false) => new(value, texts["button." + button], null, yes, no);
        return state.Step switch
        {
            FlowStep.AskRelato => new(state.Step, brief ? texts["relato.short"] : Welcome(turn), []),
            FlowStep.OfferUrgent => new(state.Step, texts["urgent.offer"], [Choice("person", "person", yes: true), Choice("continue", "continue", no: true)]),
            FlowStep.AskCpf => Question("ask.cpf", Choice("skip", "skip", no: true), Choice("skipall", "skipall")),
            FlowStep.AskName => Question("ask.name", Choice("skip", "skip", no: true)),
            FlowStep.AskMotherName => Question("ask.mother", Choice("skip", "skip", no: true)),
            FlowStep.ConfirmIdentity => new(state.Step, ConfirmText(turn, brief), [Choice("yes", "yes", yes: true), Choice("fix", "fix", no: true), Choice("skip", "skip")]),
            FlowStep.ChooseCorrection => new(state.Step, texts["choose.correction"], [Choice("Cpf", "cpf"), Choice("Name", "name"), Choice("MotherName", "mother")]),
            FlowStep.AskMatter => Matter(turn, brief),
            FlowStep.AskCity => Question("ask.city"),
            FlowStep.ConfirmCity => City(turn),
            FlowStep.OfferSelfService => new(
                state.Step,
                brief ? texts["offer.app.short"] : texts.Fill("offer.app", ("servico", ServiceName(turn))),
                [Choice("has", "hasapp", yes: true), Choice("install", "noapp", no: true), Choice("person", "person")]),
            FlowStep.AfterSelfService => new(state.Step, brief ? texts["app.short"] : AppLink(turn), [Choice("ok", "appok", yes: true), Choice("person", "person", no: true)]),
            FlowStep.OfferPerson => new(state.Step, OfferText(turn, brief), [Choice("yes", "personyes", yes: true), Choice("no", "personno", no: true), Choice("city", "othercity")]),
            FlowStep.Menu => Menu(turn),
            _ => throw new InvalidOperationException($"The step {state.Step} asks nothing."),
        };
    }

    /// <summary>What a queued citizen is asked when she wants the menu.</summary>
    public static FlowQuestion QueueMenu(FlowTurn turn)
    {
        var reception = turn.Context.Receptions.Resolve(turn.State.CityCode, turn.State.Area);
        var when = reception is { IsOpen: false, NextOpening: { } next } ? turn.Texts.Fill("queue.when", ("quando", next)) : "";
        var name = reception?.Name ?? "atendimento";
        return new(
            FlowStep.Queued,
            turn.Texts.Fill("queue.menu", ("recepcao", FlowTurn.Cut(name, MaxShownName)), ("quando", when)),
            [new("stay", turn.Texts["button.stay"], Yes: true), new("leave", turn.Texts["button.leavequeue"], No: true)]);
    }

    /// <summary>"Bom dia, Maria!"</summary>
    public static string Greeting(FlowTurn turn)
    {
        var hour = turn.Context.Now.Hour;
        var greeting = hour < 5 ? "Boa noite" : hour < 12 ? "Bom dia" : hour < 18 ? "Boa tarde" : "Boa noite";
        var first = FoldedText.Clean(turn.Context.Citizen?.FirstName).Split([' ', '\n'], 2)[0];
        return first.Any(char.IsLetter) ? $"{greeting}, {FlowTurn.Cut(first, 30)}!" : greeting + "!";
    }

    public static FlowService? Service(FlowTurn turn) => turn.Tables.Services.FirstOrDefault(s => s.Key == turn.State.Service);

    private static string Welcome(FlowTurn turn)
        => turn.Texts.Fill(turn.IsWithinADay(turn.State.WelcomedAt) ? "welcome.again" : "welcome", ("saudacao", Greeting(turn)));

    private static string ServiceName(FlowTurn turn) => Service(turn)?.Name ?? turn.Tables.Lexicon.Area(turn.State.Area).Title;

    private static string ConfirmText(FlowTurn turn, bool brief)
    {
        var state = turn.State;
        var lines = new List<string>();
        if (state.Cpf is { } cpf)
            lines.Add("CPF: " + Cpf.Format(cpf));
        if (state.Name is { } name)
            lines.Add("Nome: " + FlowTurn.Cut(name, MaxShownName));
        if (state.MotherName is { } mother)
            lines.Add("Mãe: " + FlowTurn.Cut(mother, MaxShownName));
        var known = turn.Context.Citizen is { } citizen && state.Cpf == citizen.Cpf && state.Name == citizen.Name && state.MotherName == citizen.MotherName;
        return turn.Texts.Fill(brief ? "confirm.short" : known ? "confirm.known" : "confirm.identity", ("dados", string.Join('\n', lines)));
    }

    private static FlowQuestion Matter(FlowTurn turn, bool brief)
    {
        var areas = turn.Tables.Lexicon.Areas;
        var likely = turn.State.LikelyAreas ?? [];
        var other = new FlowChoice("other", turn.Texts["button.othermatter"]);
        if (turn.State.AreaPage is { } page)
        {
            var rows = areas.Skip(page * AreasPerPage).Take(AreasPerPage).Select(ToChoice).ToList();
            if ((page + 1) * AreasPerPage < areas.Count)
                rows.Add(new("more", turn.Texts["button.morematters"]));
            return new(turn.State.Step, turn.Texts[brief ? "ask.matter.short" : "ask.matter.all"], rows, PreferList: true);
        }
        var choices = likely.Select(turn.Tables.Lexicon.Area).DistinctBy(a => a.Key).Where(a => a.Key != Lexicon.OtherArea).Select(ToChoice).ToList();
        if (MatterSteps.FindService(turn, area: null) is { SelfService: true } service)
            choices.Insert(0, new("service:" + service.Key, service.Name, "Pode ser feito pelo aplicativo"));
        choices.Add(other);
        return new(turn.State.Step, turn.Texts[brief ? "ask.matter.short" : "ask.matter"], choices);
    }

    private static FlowChoice ToChoice(LegalArea area) => new("area:" + area.Key, area.Title, area.Description);

    private static FlowQuestion City(FlowTurn turn)
    {
        var cities = turn.State.CandidateCities.Select(turn.Tables.Cities.Find).OfType<City>().ToList();
        var other = new FlowChoice("other", turn.Texts["button.othercity"], No: true);
        if (cities.Count == 1)
        {
            var text = turn.Texts.Fill("confirm.city", ("cidade", cities[0].Name));
            return new(turn.State.Step, text, [new("city:" + cities[0].Code, turn.Texts["button.cityyes"], Yes: true), other]);
        }
        return new(
            turn.State.Step,
            turn.Texts[turn.State.MoreCities ? "choose.city.many" : "choose.city"],
            [.. cities.Select(c => new FlowChoice("city:" + c.Code, c.Name)), other]);
    }

    private static string OfferText(FlowTurn turn, bool brief)
    {
        if (brief)
            return turn.Texts["offer.person.short"];
        return Service(turn) is { } service ? turn.Texts.Fill("offer.person.service", ("servico", service.Name)) : turn.Texts["offer.person"];
    }

    private static string AppLink(FlowTurn turn)
    {
        var service = Service(turn);
        if (turn.State.AppInstalled || service?.InstallUrls is not { Count: > 0 } urls)
            return turn.Texts.Fill("app.open", ("servico", ServiceName(turn)), ("link", service?.OpenUrl));
        return turn.Texts.Fill("app.install", ("servico", ServiceName(turn)), ("links", string.Join('\n', urls.Select(u => $"{u.Key}: {u.Value}"))));
    }

    private static FlowQuestion Menu(FlowTurn turn)
    {
        var choices = new List<FlowChoice> { new("new", turn.Texts["button.new"]) };
        if (turn.State.Resume is { } resume && IsQuestion(resume))
            choices.Add(new("resume", turn.Texts["button.resume"]));
        choices.Add(new("person", turn.Texts["button.person"]));
        choices.AddRange(turn.Tables.FrequentQuestions.Take(Bubble.MaxRows - choices.Count - 1).Select(q => new FlowChoice("faq:" + q.Key, q.Title)));
        choices.Add(new("end", turn.Texts["button.end"]));
        return new(turn.State.Step, turn.Texts["menu"], choices, PreferList: true);
    }
}
