using Dpemt.Portal.Contract.Measuring;
using Dpemt.Portal.Messaging;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Dpemt.Portal.Core.Tests.Contract.Measuring;

public sealed class DayContentTests
{
    private static readonly DateTimeOffset Start = new(2026, 7, 1, 4, 0, 0, TimeSpan.Zero);

    [Property(MaxTest = 100)]
    public Property Unpack_OfPack_IsTheSame() => Prop.ForAll(
        Arb.From(Gen.Choose(-60_000, 86_400_000).SelectMany(at => Gen.Choose(0, 60_000).SelectMany(ms => Gen.Choose(0, 5).SelectMany(outcome => Gen.Choose(-1, 599)
            .Select(status => new KeptProbe(Start.AddMilliseconds(at), ms, (ProbeOutcome)outcome, (ProbeCall)(ms % 7), status < 0 ? null : status))))).ListOf()),
        probes =>
        {
            var sorted = probes.OrderBy(p => p.StartedAt).ToArray();
            var content = new DayContent("regra à prova", [.. probes.Select(p => (MinuteVerdict)((int)p.Outcome % 5))], [(Start.AddTicks(-7), Start.AddTicks(123456789)), (Start.AddHours(3), null)], sorted);

            var back = DayContent.Unpack(content.Pack(Start), Start);

            return back.Settings == content.Settings && back.Minutes.SequenceEqual(content.Minutes) && back.Outages.SequenceEqual(content.Outages) && back.Probes.SequenceEqual(content.Probes);
        });

    [Fact]
    public void Unpack_TrafficOfPack_IsTheSame()
    {
        var minute = new TrafficMinute { Minute = Start.AddMinutes(77), Inbound = 300, Accepted = 2, Delivered = 3, ProviderFaults = 4, NoAnswers = 5 };

        var back = TrafficContent.Unpack(new TrafficContent([minute], 9).Pack(Start), Start);

        Assert.Equal(9, back.AcceptedAndSilent);
        Assert.Equal((minute.Minute, 300, 2, 3, 4, 5), (back.Minutes[0].Minute, back.Minutes[0].Inbound, back.Minutes[0].Accepted, back.Minutes[0].Delivered, back.Minutes[0].ProviderFaults, back.Minutes[0].NoAnswers));
    }

    [Fact]
    public void Unpack_Rubbish_SaysThatItCannotBeRead() => Assert.Throws<InvalidDataException>(() => DayContent.Unpack([1, 2, 3, 4, 5], Start));
}
