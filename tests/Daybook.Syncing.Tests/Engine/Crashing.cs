using System.Reflection;

namespace Daybook.Syncing.Tests.Engine;

/// <summary>Stands before a port and kills the caller before or after any call, as chance of a seed has it.</summary>
public class Crashing<T> : DispatchProxy
    where T : class
{
    private T inner = null!;
    private Func<bool> strikes = null!;

#pragma warning disable CA1000 // A dispatch proxy is made by a factory of its own type.
    public static T Before(T inner, Func<bool> strikes)
#pragma warning restore CA1000
    {
        var proxy = Create<T, Crashing<T>>();
        var crashing = (Crashing<T>)(object)proxy;
        crashing.inner = inner;
        crashing.strikes = strikes;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (strikes())
        {
            throw new KilledException();
        }

        var answer = targetMethod!.Invoke(inner, args);
        if (answer is not Task task || !strikes())
        {
            return answer;
        }

        // What was asked for is done, and nobody is left to hear of it.
        Task.WhenAny(task).Wait();
        throw new KilledException();
    }
}

/// <summary>The process is gone: nothing may catch this.</summary>
public sealed class KilledException() : OperationCanceledException("killed");
