using Dpemt.Simulator.Hosting;

await using var app = SimulatorApp.Build(args);
await app.StartAsync();
SimulatorApp.PrintAddresses(app);
await app.WaitForShutdownAsync();
