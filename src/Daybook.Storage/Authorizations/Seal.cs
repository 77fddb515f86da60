using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace Daybook.Storage.Authorizations;

/// <summary>Encrypts what is stored of secrets. The keys lie in a folder of their own, not in the database: a copy of the database alone opens nothing.</summary>
internal sealed class Seal(StorageOptions options)
{
    private readonly Lock gate = new();
    private IDataProtector? protector;
    private string keysRead = "";

    /// <summary>With the keys that are in the folder now: one that another process has put there is used at once.</summary>
    private IDataProtector Protector
    {
        get
        {
            lock (gate)
            {
                var folder = KeyFolder.Of(options);
                var keys = string.Join(' ', KeyFolder.Files(folder).Select(file => file.Name));
                if (protector is null || keys != keysRead)
                {
                    keysRead = keys;
                    protector = DataProtectionProvider.Create(folder, builder => builder.SetApplicationName(KeyFolder.Application)).CreateProtector("authorizations");
                }

                return protector;
            }
        }
    }

    public byte[] Close<T>(T value) => Protector.Protect(Encoding.UTF8.GetBytes(Columns.ToJson(value)));

    /// <summary>What was closed; false where the keys that it was closed with are gone: then it is as if it had never been stored.</summary>
    public bool TryOpen<T>(byte[] closed, [NotNullWhen(true)] out T? value)
    {
        value = default;
        if (!TryUnprotect(closed, out var opened))
        {
            return false;
        }

        value = Columns.FromJson<T>(Encoding.UTF8.GetString(opened))!;
        return true;
    }

    /// <summary>The same closed anew, with the newest key; false where the keys that it was closed with are gone.</summary>
    public bool TryRenew(byte[] closed, [NotNullWhen(true)] out byte[]? renewed)
    {
        renewed = TryUnprotect(closed, out var opened) ? Protector.Protect(opened) : null;
        return renewed is not null;
    }

    /// <summary>The id of the key that something was closed with: it stands behind the four bytes that all begin with.</summary>
    public static Guid KeyOf(ReadOnlySpan<byte> closed) => closed.Length < 20 ? Guid.Empty : new Guid(closed[4..20]);

    private bool TryUnprotect(byte[] closed, [NotNullWhen(true)] out byte[]? opened)
    {
        try
        {
            opened = Protector.Unprotect(closed);
            return true;
        }
        catch (CryptographicException)
        {
            opened = null;
            return false;
        }
    }
}
