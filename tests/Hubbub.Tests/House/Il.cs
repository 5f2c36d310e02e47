using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;

namespace Hubbub.Tests.House;

/// <summary>The instructions of a compiled method (ECMA-335, part III), as far as a fence needs them.</summary>
internal static class Il
{
    private static readonly Dictionary<ushort, OpCode> s_codes = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => (ushort)code.Value);

    /// <summary>Loads, stores or converts a floating-point number: <c>ldc.r8</c>, <c>conv.r4</c>…</summary>
    public static bool UsesFloatingPoint(MethodBase method) =>
        Instructions(method)
            .Any(code =>
                code.Name!.Contains(".r4", StringComparison.Ordinal)
                || code.Name.Contains(".r8", StringComparison.Ordinal)
                || code.Name.Contains(".r.", StringComparison.Ordinal)
            );

    private static IEnumerable<OpCode> Instructions(MethodBase method)
    {
        var bytes = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (var at = 0; at < bytes.Length; )
        {
            // Codes of two bytes start with FE.
            var value = bytes[at] == 0xFE ? (ushort)(0xFE00 | bytes[at + 1]) : bytes[at];
            var code = s_codes[value];
            yield return code;
            at += code.Size;
            at += OperandLength(code, bytes.AsSpan(at));
        }
    }

    private static int OperandLength(OpCode code, ReadOnlySpan<byte> rest) =>
        code.OperandType switch
        {
            OperandType.InlineNone => 0,
            OperandType.ShortInlineBrTarget => 1,
            OperandType.ShortInlineI => 1,
            OperandType.ShortInlineVar => 1,
            OperandType.InlineVar => 2,
            OperandType.InlineI8 => 8,
            OperandType.InlineR => 8,
            OperandType.InlineSwitch => 4 + (4 * BinaryPrimitives.ReadInt32LittleEndian(rest)),
            _ => 4,
        };
}
