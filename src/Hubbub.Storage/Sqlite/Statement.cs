using SQLitePCL;

namespace Hubbub.Storage.Sqlite;

/// <summary>A prepared statement. Parameters count from 1, columns from 0.</summary>
internal sealed class Statement(Database database, sqlite3_stmt handle) : IDisposable
{
    public Statement Bind(int parameter, ulong value)
    {
        database.Check(raw.sqlite3_bind_int64(handle, parameter, checked((long)value)));
        return this;
    }

    public Statement BindSigned(int parameter, long value)
    {
        database.Check(raw.sqlite3_bind_int64(handle, parameter, value));
        return this;
    }

    public Statement Bind(int parameter, string value)
    {
        database.Check(raw.sqlite3_bind_text(handle, parameter, value));
        return this;
    }

    public Statement BindNull(int parameter)
    {
        database.Check(raw.sqlite3_bind_null(handle, parameter));
        return this;
    }

    /// <summary>SQLite copies the bytes.</summary>
    public Statement Bind(int parameter, ReadOnlySpan<byte> value)
    {
        database.Check(raw.sqlite3_bind_blob(handle, parameter, value));
        return this;
    }

    /// <summary>True: there is a row; false: it has run to its end.</summary>
    public bool Step()
    {
        var code = TryStep();
        database.Check(code);
        return code == raw.SQLITE_ROW;
    }

    /// <summary>SQLite's own code, for those who live on after an error.</summary>
    public int TryStep() => raw.sqlite3_step(handle);

    /// <summary>Ready to run again; lets go of what it reads, so that a checkpoint can pass.</summary>
    public void Reset() => _ = raw.sqlite3_reset(handle);

    public ulong Number(int column) => unchecked((ulong)raw.sqlite3_column_int64(handle, column));

    public long Signed(int column) => raw.sqlite3_column_int64(handle, column);

    public bool IsNull(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL;

    /// <summary>Runs once, for what it changes, and is ready again.</summary>
    public void Run()
    {
        try
        {
            while (Step()) { }
        }
        finally
        {
            Reset();
        }
    }

    public string Text(int column) => raw.sqlite3_column_text(handle, column).utf8_to_string();

    public byte[] Bytes(int column) => raw.sqlite3_column_blob(handle, column).ToArray();

    public void Dispose() => handle.Dispose();
}
