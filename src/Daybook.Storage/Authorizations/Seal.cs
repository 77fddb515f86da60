using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace Daybook.Storage.Authorizations;

/// <summary>Encrypts what is stored of secrets. The keys lie in a folder of their own, not in the database: a copy of the database alone opens nothing.</summary>
internal sealed class Seal(StorageOptions options)
{
    private readonly Lazy<IDataProtector> protector = new(() =>
    {
        var folder = Directory.CreateDirectory(Path.Combine(options.DataFolder, "keys"));
        if (!OperatingSystem.IsWindows())
        {
            folder.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        }

        return DataProtectionProvider.Create(folder, builder => builder.SetApplicationName("Daybook")).CreateProtector("authorizations");
    });

    public byte[] Close<T>(T value) => protector.Value.Protect(Encoding.UTF8.GetBytes(Columns.ToJson(value)));

    /// <summary>What was closed; false where the keys that it was closed with are gone: then it is as if it had never been stored.</summary>
    public bool TryOpen<T>(byte[] closed, [NotNullWhen(true)] out T? value)
    {
        try
        {
            value = Columns.FromJson<T>(Encoding.UTF8.GetString(protector.Value.Unprotect(closed)))!;
            return true;
        }
        catch (CryptographicException)
        {
            value = default;
            return false;
        }
    }
}
