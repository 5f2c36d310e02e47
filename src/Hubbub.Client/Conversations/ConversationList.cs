namespace Hubbub.Client.Conversations;

/// <summary>All conversations, in the order in which they were opened, and the one that is looked at.</summary>
public sealed class ConversationList
{
    private readonly List<Conversation> _all = [new Conversation("", isRoom: false)];
    private int _at;

    public IReadOnlyList<Conversation> All => _all;

    public Conversation Current => _all[_at];

    public int CurrentIndex => _at;

    public Conversation? Find(string name) =>
        _all.Find(c => c.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The first one takes the place of "no room yet", with what was told until then.</summary>
    public Conversation Open(string name, bool isRoom)
    {
        if (Find(name) is { } open)
            return open;
        if (_all is [{ Name: "" } first])
        {
            (first.Name, first.IsRoom) = (name, isRoom);
            return first;
        }

        var added = new Conversation(name, isRoom);
        _all.Add(added);
        return added;
    }

    public void Show(Conversation conversation)
    {
        var index = _all.IndexOf(conversation);
        if (index < 0 || index == _at)
            return;
        Current.Unmark();
        _at = index;
        Current.Seen();
    }

    /// <summary>1 is the first. False: there is none.</summary>
    public bool TryShow(int number)
    {
        if (number < 1 || number > _all.Count)
            return false;
        Show(_all[number - 1]);
        return true;
    }

    public void Step(int step) => Show(_all[(_at + step + _all.Count) % _all.Count]);

    public void Close(Conversation conversation)
    {
        if (_all.Count == 1)
        {
            (conversation.Name, conversation.IsRoom) = ("", false);
            return;
        }

        var current = Current;
        _all.Remove(conversation);
        _at = Math.Max(0, _all.IndexOf(current));
        if (current == conversation)
            _at = Math.Min(_at, _all.Count - 1);
        Current.Seen();
    }
}
