namespace Hubbub.Datagrams;

/// <summary>Whose parts have something to send when they are used from outside.</summary>
internal interface ITouched
{
    /// <summary>Something may have to go: it is to be asked for what it would write.</summary>
    void Touch();
}
