using System.Reflection;

namespace Daybook.Syncing.Tests.Engine;

/// <summary>Stands before a port, and answers the calls of one method in its place.</summary>
public class Between<T> : DispatchProxy
    where T : class
{
    private T inner = null!;
    private string method = "";
    private Func<CancellationToken, Task> answer = null!;

#pragma warning disable CA1000 // A dispatch proxy is made by a factory of its own type.
    /// <param name="inner">Who answers the others.</param>
    /// <param name="method">The method that is answered here.</param>
    /// <param name="answer">Its answer.</param>
    public static T Before(T inner, string method, Func<CancellationToken, Task> answer)
#pragma warning restore CA1000
    {
        var proxy = Create<T, Between<T>>();
        var between = (Between<T>)(object)proxy;
        (between.inner, between.method, between.answer) = (inner, method, answer);
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod!.Name == method ? answer(args!.OfType<CancellationToken>().Single()) : targetMethod.Invoke(inner, args);
}
