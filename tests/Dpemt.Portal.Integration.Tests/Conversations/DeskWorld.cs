using Dpemt.Portal.Changes;
using Dpemt.Portal.Citizens;
using Dpemt.Portal.Conversations;
using Dpemt.Portal.Conversations.Demo;
using Dpemt.Portal.Conversations.Handover;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Messaging;
using Dpemt.Portal.Persistence;
using Dpemt.Portal.Protection;
using Dpemt.Portal.Testing.Database;
using Dpemt.Portal.Testing.SqlServer;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Dpemt.Portal.Integration.Tests.Conversations;

/// <summary>A database with the demonstration tables, and one or more processes on it.</summary>
internal sealed class DeskWorld : IAsyncDisposable
{
    /// <summary>Monday, 10:00 in Cuiabá: every reception is open.</summary>
    internal static readonly DateTimeOffset Monday = new(2026, 11, 23, 14, 0, 0, TimeSpan.Zero);

    private readonly string _directory = Directory.CreateTempSubdirectory("desk").FullName;
    private readonly FreshDatabase _database;
    private readonly KeyRing _keys = KeyRing.Create();
    private readonly List<ServiceProvider> _processes = [];

    private DeskWorld() => _database = TestEngine.Current.CreateMigrated(_directory);

    internal FakeTimeProvider Clock { get; } = new(Monday);

    /// <summary>The process in which the test runs; replaced by <see cref="Restart"/>.</summary>
    internal ServiceProvider Process { get; private set; } = null!;

    internal static async Task<DeskWorld> StartAsync()
    {
        var world = new DeskWorld();
        world.Restart();
        await world.Get<SeedReceptions>().RunAsync(default);
        return world;
    }

    internal ServiceProvider AnotherProcess(Action<IServiceCollection>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(Clock);
        services.Configure<DatabaseOptions>(_database.Configure);
        services.AddSingleton(_keys);
        services.AddSingleton<FieldProtector>();
        services.AddSingleton<BlindIndex>();
        services.AddChanges();
        services.AddPersistence();
        services.AddSingleton<IInterceptor>(SqlServerTranslation.Instance);
        services.AddCitizens();
        services.AddSingleton<StoreAttachment>();
        services.AddSingleton<ReadReceipts>();
        services.AddScoped<ICitizenMerge, MergeMessages>();
        services.AddConversations();
        configure?.Invoke(services);
        var process = services.BuildServiceProvider();
        _processes.Add(process);
        return process;
    }

    /// <summary>What was in memory is gone; the database stays.</summary>
    internal void Restart(Action<IServiceCollection>? configure = null) => Process = AnotherProcess(configure);

    internal T Get<T>()
        where T : notnull => Process.GetRequiredService<T>();

    internal Task<PortalDbContext> OpenAsync() => Get<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();

    internal async Task<int> ReceptionAsync(string city)
    {
        await using var db = await OpenAsync();
        return await db.Receptions.Where(r => r.Name == "Núcleo de " + city).Select(r => r.Id).SingleAsync();
    }

    internal async Task<Actor> UserAsync(string name, string role, params string[] cities)
    {
        await using var db = await OpenAsync();
        var user = new PortalUser { Id = Guid.NewGuid(), DisplayName = name, UserName = name, NormalizedUserName = name.ToUpperInvariant() };
        db.Users.Add(user);
        var known = await db.Roles.FirstOrDefaultAsync(r => r.Name == role);
        if (known is null)
            db.Roles.Add(known = new PortalRole { Id = Guid.NewGuid(), Name = role, NormalizedName = role.ToUpperInvariant() });
        db.UserRoles.Add(new() { UserId = user.Id, RoleId = known.Id });
        foreach (var city in cities)
            db.UserReceptions.Add(new() { UserId = user.Id, ReceptionId = await ReceptionAsync(city) });
        await db.SaveChangesAsync();
        return Actor.Person(user.Id, name);
    }

    /// <summary>What the intake does with one message of a citizen.</summary>
    internal async Task<Guid> WriteAsync(
        string phone, string? text, InboundContent? content = null, MessageKind kind = MessageKind.Text, string? profile = "Maria do Carmo")
    {
        await using var db = await OpenAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var key = Get<BlindIndex>().Of("phone", phone);
        var now = Clock.GetUtcNow();
        var citizen = await db.Citizens.FirstOrDefaultAsync(c => c.PhoneIndex == key);
        if (citizen is null)
        {
            db.Citizens.Add(citizen = new Citizen
            {
                Id = Guid.CreateVersion7(now),
                Phone = phone,
                PhoneIndex = key,
                WireAddress = phone,
                ProfileName = profile,
                CreatedAt = now,
            });
        }

        citizen.LastInboundAt = now;
        var message = new Message { CitizenId = citizen.Id, Author = MessageAuthor.Citizen, Kind = kind, Text = text, Status = MessageStatus.Received, OccurredAt = now, CreatedAt = now };
        db.Messages.Add(message);
        await db.SaveChangesAsync();
        await Get<IInboundHandler>().HandleAsync(db, citizen, message, content ?? new(), default);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return message.ConversationId ?? Guid.Empty;
    }

    /// <summary>Leads a citizen into the queue of a city by the shortest way.</summary>
    internal async Task<Guid> QueueAsync(string phone, string city = "Rondonópolis", string? profile = "Maria do Carmo")
    {
        await WriteAsync(phone, "quero falar com um atendente", profile: profile);
        var conversation = await WriteAsync(phone, city, profile: profile);
        await using var db = await OpenAsync();
        Assert.Equal(ConversationState.Waiting, (await db.Conversations.SingleAsync(c => c.Id == conversation)).State);
        return conversation;
    }

    /// <summary>A receptionist of Rondonópolis who attends a citizen.</summary>
    internal async Task<(Actor Who, Guid Conversation)> ClaimedAsync(string phone, string name = "Ana")
    {
        var who = await UserAsync(name, Roles.Reception, "Rondonópolis");
        var conversation = await QueueAsync(phone);
        Assert.True((await Get<ClaimConversation>().RunAsync(who, conversation, default)).Done);
        return (who, conversation);
    }

    /// <summary>What was sent to the citizen of a conversation, oldest first.</summary>
    internal async Task<List<Message>> SentAsync(Guid conversation)
    {
        await using var db = await OpenAsync();
        return await db.Messages.Where(m => m.ConversationId == conversation && m.Author != MessageAuthor.Citizen).OrderBy(m => m.Id).ToListAsync();
    }

    internal async Task<Conversation> FindAsync(Guid conversation)
    {
        await using var db = await OpenAsync();
        return await db.Conversations.AsNoTracking().SingleAsync(c => c.Id == conversation);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
            await process.DisposeAsync();
        _database.Dispose();
        Directory.Delete(_directory, recursive: true);
    }
}
