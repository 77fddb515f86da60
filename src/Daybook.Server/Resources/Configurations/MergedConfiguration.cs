using Daybook.Syncing;

namespace Daybook.Server.Resources.Configurations;

/// <summary>A posted configuration merged into the stored one.</summary>
/// <param name="Configuration">What would be stored.</param>
/// <param name="Faults">What was posted and can't be read or changed, a sentence each that names the field.</param>
internal sealed record MergedConfiguration(SyncConfiguration Configuration, IReadOnlyList<string> Faults);
