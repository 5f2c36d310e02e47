using System.Text;
using Hubbub.Core;

namespace Hubbub.Protocols.Text;

/// <summary>From the first line to being here: the server's password, a name, the lobby.</summary>
internal sealed class Registration(TextPerson person)
{
    private const int MostTries = 3;
    private const string AskPassword = "This server asks for its password. Type it, then Enter.";
    private const string AskName = "What is your name? Type it, then Enter. (quit leaves.)";

    /// <summary>The user part of masks: whoever comes by plain text.</summary>
    private const string User = "text";

    private Stage _stage = person.Face.AsksPassword ? Stage.Password : Stage.Name;
    private int _tries;

    private enum Stage : byte
    {
        Password,

        /// <summary>Outside the loop a password is checked.</summary>
        Checking,
        Name,

        /// <summary>A name is proposed to the hub.</summary>
        Proposed,
        Here,
    }

    /// <summary>The hub may have them by now, or soon.</summary>
    public bool IsProposed => _stage == Stage.Proposed;

    public Ask Greet()
    {
        var face = person.Face;
        var question = _stage == Stage.Password ? AskPassword : AskName;
        return new Ask
        {
            Session = person.Session,
            Context = new Sheet([
                face.TalkOnly
                    ? $"Here you talk with one person, in turns (Hubbub {face.Version})."
                    : $"Welcome to {face.Name} (Hubbub {face.Version}).",
                .. face.Motd,
                question,
            ]),
        };
    }

    public Reaction OnLine(ReadOnlySpan<byte> line)
    {
        var typed = Encoding.UTF8.GetString(line);
        switch (_stage)
        {
            case Stage.Password:
                _stage = Stage.Checking;
                return new Reaction(Ask: null, CheckAsync(typed));
            case Stage.Name:
                return OnName(typed.Trim());
            case Stage.Checking:
                // Lines wait for the check: that one comes now says that it broke.
                _stage = Stage.Password;
                return person.Tell("Your password could not be checked. Please type it again.");
            case Stage.Proposed or Stage.Here:
            default:
                return person.Tell("One moment, please. That line was not taken.");
        }
    }

    /// <summary>The hub did not take them: still nobody.</summary>
    public void OnRefused(Refused refused, LineWriter writer)
    {
        if (refused.Reason == Reason.NotAttached)
            return;
        _stage = Stage.Name;
        if (refused.Reason == Reason.NickTaken)
            writer.Write("That name is taken. Another?").End();
        else
            writer.Show(Refusals.WordsOf(refused)).End().Write(AskName).End();
    }

    private Ask OnName(string name)
    {
        if (name.StartsWith('/'))
            return person.Tell("Please give a name first; commands work after that. Your name?");
        if (person.Face.Names.Refuse(name) is { } why)
            return person.Tell($"{why} Another?");
        _stage = Stage.Proposed;
        var folded = NameRules.Fold(name);
        var lobby = person.Face.Settings;
        return new Ask
        {
            Session = person.Session,
            Proposals =
            [
                Proposal.Of(new Attach(name, folded, User, person.ShownHost, name)),
                // Refused as not attached where the name was: then it is not told.
                person.Face.TalkOnly
                    ? Proposal.Of(new AskToTalk())
                    : Proposal.Of(new Join(lobby.LobbyName, lobby.Lobby)),
            ],
            Holds = true,
            Context = new Arriving(this),
        };
    }

    private async Task<Ask> CheckAsync(string password)
    {
        var right = await person.Face.Passwords.CheckServerAsync(password);
        return new Ask
        {
            Session = person.Session,
            Holds = true,
            Context = new Checked(this, right),
        };
    }

    /// <summary>A password was checked.</summary>
    private sealed class Checked(Registration registration, bool right) : Errand
    {
        public override void Finish(TextPerson person, Answer? answer, Hub hub, LineWriter writer)
        {
            registration._stage = right ? Stage.Name : Stage.Password;
            if (right)
                writer.Write("Thank you. ").Write(AskName).End();
            else if (++registration._tries == MostTries)
                Refuse(person, writer);
            else
                writer.Write("That password is wrong. Please try again.").End();
        }

        private static void Refuse(TextPerson person, LineWriter writer)
        {
            writer.Write("That password is wrong. Ask whoever runs this server. Goodbye.").End();
            person.IsLeaving = true;
            person.IsDone = true;
        }
    }

    /// <summary>A name was proposed.</summary>
    private sealed class Arriving(Registration registration) : Errand
    {
        public override void Finish(TextPerson person, Answer? answer, Hub hub, LineWriter writer)
        {
            if (person.Nick.Length == 0 || person.IsLeaving)
                return;
            registration._stage = Stage.Here;
            if (person.Face.TalkOnly)
                writer.Write("At your turn type, then Enter. quit leaves, at any time.").End();
            else if (person.Room is null)
                writer.Write(Sentences.InNoRoom).End();
            else if (person.PostsWhatIsTyped)
                writer.Write("What you type is posted here. /help shows more; quit leaves.").End();
            else
                writer.Write("What you type is said here. /help shows more; quit leaves.").End();
        }

        public override void TurnedAway(TextPerson person, LineWriter writer)
        {
            registration._stage = Stage.Name;
            writer.Write(AskName).End();
        }
    }
}
