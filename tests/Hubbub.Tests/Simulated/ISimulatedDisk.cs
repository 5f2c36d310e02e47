using Hubbub.Node;

namespace Hubbub.Tests.Simulated;

/// <summary>What a node keeps its log on, over all its lives, driven by the simulation's dice.</summary>
internal interface ISimulatedDisk : IDisposable
{
    /// <summary>Steps for which the disk has no room yet.</summary>
    int FullFor { get; set; }

    /// <summary>From the next start on it has room, and nothing fails.</summary>
    void Heal();

    /// <summary>A start. The life before has ended (<see cref="ISimulatedLog.Crash"/>).</summary>
    ISimulatedLog Open();
}

/// <summary>What a node sees of the disk from one start to its death.</summary>
internal interface ISimulatedLog : ILog
{
    /// <summary>One step of virtual time.</summary>
    void Advance();

    /// <summary>The node dies: what was under way is kept, or is not.</summary>
    void Crash();
}
