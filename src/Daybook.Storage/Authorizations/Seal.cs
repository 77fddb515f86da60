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

    public byte[] Close<T>(T value) => protector.Value.Protect(System.Text.Encoding.UTF8.GetBytes(Columns.ToJson(value)));

    /// <exception cref="System.Security.Cryptography.CryptographicException">The keys that it was closed with are gone.</exception>
    public T Open<T>(byte[] closed) => Columns.FromJson<T>(System.Text.Encoding.UTF8.GetString(protector.Value.Unprotect(closed)));
}
