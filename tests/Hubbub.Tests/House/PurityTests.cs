using System.Reflection;
using System.Runtime.CompilerServices;
using Hubbub.Core;

namespace Hubbub.Tests.House;

/// <summary>No floating point and no static mutable state in Core.</summary>
public sealed class PurityTests
{
    private const BindingFlags All =
        BindingFlags.Public
        | BindingFlags.NonPublic
        | BindingFlags.Instance
        | BindingFlags.Static
        | BindingFlags.DeclaredOnly;

    private static readonly Type[] s_floating =
    [
        typeof(double),
        typeof(float),
        typeof(Half),
        typeof(decimal),
    ];

    private static readonly Type[] s_mutable =
    [
        typeof(List<>),
        typeof(Dictionary<,>),
        typeof(HashSet<>),
        typeof(Queue<>),
        typeof(Stack<>),
        typeof(SortedDictionary<,>),
        typeof(ByteWriter),
    ];

    [Fact]
    public void Core_has_no_floating_point_and_no_static_mutable_state() =>
        Assert.Empty(Faults(typeof(Hub).Assembly.GetTypes()));

    [Fact]
    public void A_type_that_has_them_is_found() =>
        Assert.Equal(
            [
                "Impure.Average: floating point",
                "Impure.s_count: static and not read-only",
                "Impure.s_names: static and mutable",
                "Impure.s_bytes: static and mutable",
                "Impure.Half: floating point",
                "Impure.Inside: floating point",
            ],
            Faults([typeof(Impure)])
        );

    private static List<string> Faults(IEnumerable<Type> types)
    {
        var faults = new List<string>();
        foreach (var type in types.Where(type => !IsGenerated(type)))
        {
            foreach (var field in type.GetFields(All).Where(field => !IsGenerated(field)))
            {
                if (IsFloating(field.FieldType))
                    faults.Add($"{type.Name}.{field.Name}: floating point");
                if (field is { IsStatic: true, IsInitOnly: false, IsLiteral: false })
                    faults.Add($"{type.Name}.{field.Name}: static and not read-only");
                else if (
                    field is { IsStatic: true, IsLiteral: false }
                    && IsMutable(field.FieldType)
                )
                    faults.Add($"{type.Name}.{field.Name}: static and mutable");
            }

            foreach (var method in type.GetMethods(All).Where(IsFloating))
                faults.Add($"{type.Name}.{method.Name}: floating point");
        }

        return faults;
    }

    private static bool IsFloating(MethodInfo method) =>
        TypesIn(method).Any(IsFloating) || Il.UsesFloatingPoint(method);

    private static IEnumerable<Type> TypesIn(MethodInfo method) =>
        method
            .GetParameters()
            .Select(parameter => parameter.ParameterType)
            .Append(method.ReturnType)
            .Concat(method.GetMethodBody()?.LocalVariables.Select(local => local.LocalType) ?? []);

    private static bool IsFloating(Type type) =>
        s_floating.Contains(type)
        || (type.HasElementType && IsFloating(type.GetElementType()!))
        || (type.IsGenericType && type.GetGenericArguments().Any(IsFloating));

    private static bool IsMutable(Type type) =>
        type.IsArray
        || s_mutable.Contains(type.IsGenericType ? type.GetGenericTypeDefinition() : type);

    /// <summary>Closures and the caches of lambdas that hold nothing.</summary>
    private static bool IsGenerated(System.Reflection.MemberInfo member) =>
        member.Name.StartsWith('<') || member.IsDefined(typeof(CompilerGeneratedAttribute));

    private static class Impure
    {
        public static readonly double? Average = 0;
        private static int s_count;
        private static readonly List<string> s_names = [];
        private static readonly byte[] s_bytes = [];

        public static int Half(float of) => (int)of + s_count++ + s_names.Count + s_bytes.Length;

        public static int Inside(int of)
        {
            var half = of / 2.0;
            half *= half;
            return (int)(half + half);
        }
    }
}
