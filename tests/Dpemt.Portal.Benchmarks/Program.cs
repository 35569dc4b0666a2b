using System.Globalization;
using Dpemt.Portal.Benchmarks;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var benches = new Dictionary<string, Func<Task<IReadOnlyList<Row>>>>
{
    ["intake"] = IntakeBench.RunAsync,
    ["answer"] = AnswerBench.RunAsync,
    ["evidence"] = EvidenceBench.RunAsync,
    ["consumption"] = ConsumptionBench.RunAsync,
    ["exports"] = ExportBench.RunAsync,
};

var wanted = args.Length == 0 ? benches.Keys.ToArray() : args;
if (wanted.FirstOrDefault(name => !benches.ContainsKey(name)) is { } unknown)
{
    Console.Error.WriteLine($"No benchmark '{unknown}'. There are: {string.Join(", ", benches.Keys)}.");
    return 2;
}

Console.WriteLine($"{Environment.ProcessorCount} cores, .NET {Environment.Version}, {TimeProvider.System.GetUtcNow():yyyy-MM-dd HH:mm} UTC");
Console.WriteLine();
Console.WriteLine("| benchmark | what | figure |");
Console.WriteLine("| --- | --- | --- |");
foreach (var name in wanted)
{
    foreach (var row in await benches[name]())
        Console.WriteLine($"| {name} | {row.What} | {row.Figure} |");
}

return 0;
