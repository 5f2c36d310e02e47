using Hubbub.Core;
using Hubbub.Node;
using Hubbub.Protocols;

namespace Hubbub.Net;

/// <summary>Entries read back from the log, for showing what was said.</summary>
public sealed class LogTexts(ILog log) : ITexts
{
    private readonly List<Entry> _entries = [];
    private StoredBlock? _read;

    public Entry? Find(ulong index)
    {
        if (_read is null || index < _read.First || index > _read.Last)
        {
            _read = log.Find(index);
            if (
                _read is not null
                && !BlockReader.TryRead(_read.Block, _read.First, _entries, out _)
            )
            {
                _read = null;
            }
        }

        return _read is null ? null : _entries[(int)(index - _read.First)];
    }
}
