using Dpemt.Portal.Persistence;
using Dpemt.Portal.Protection;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace Dpemt.Portal.Web.Hosting.Settings;

/// <summary>Binds and checks the settings of database and key file. Relative paths are taken from the content root.</summary>
internal static class StorageSettings
{
    internal const string ConnectionKey = "ConnectionStrings:Portal";

    internal static IServiceCollection AddStorageSettings(this IServiceCollection services, IConfiguration configuration, string contentRoot)
    {
        services.AddOptions<DatabaseOptions>()
            .Bind(configuration.GetSection(DatabaseOptions.Section))
            .Configure(options => options.ConnectionString = Rooted(options.Provider, configuration[ConnectionKey] ?? "", contentRoot))
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<DatabaseOptions>, DatabaseOptionsCheck>();
        services.AddOptions<ProtectionOptions>()
            .Bind(configuration.GetSection(ProtectionOptions.Section))
            .PostConfigure(options => options.KeyFile = options.KeyFile.Length == 0 ? "" : Path.Combine(contentRoot, options.KeyFile))
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<ProtectionOptions>, ProtectionOptionsCheck>();
        return services;
    }

    /// <summary>Full path of SQLite's file, or null when there is none.</summary>
    internal static string? DatabaseFile(IConfiguration configuration, string contentRoot)
    {
        var provider = configuration.GetSection(DatabaseOptions.Section).Get<DatabaseOptions>()?.Provider ?? DatabaseProvider.Sqlite;
        var connection = Rooted(provider, configuration[ConnectionKey] ?? "", contentRoot);
        if (provider != DatabaseProvider.Sqlite || connection.Length == 0)
            return null;
        try
        {
            var file = new SqliteConnectionStringBuilder(connection).DataSource;
            return Path.IsPathRooted(file) ? file : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The connection string with the file of SQLite as a full path.</summary>
    internal static string Rooted(DatabaseProvider provider, string connectionString, string contentRoot)
    {
        if (provider != DatabaseProvider.Sqlite || connectionString.Length == 0)
            return connectionString;
        try
        {
            var builder = new SqliteConnectionStringBuilder(connectionString);
            if (builder.DataSource.Length > 0 && !builder.DataSource.StartsWith(':'))
                builder.DataSource = Path.Combine(contentRoot, builder.DataSource);
            return builder.ConnectionString;
        }
        catch (ArgumentException)
        {
            // The check names the fault; the text itself may hold a password and is not repeated.
            return connectionString;
        }
    }
}

internal sealed class DatabaseOptionsCheck : IValidateOptions<DatabaseOptions>
{
    public ValidateOptionsResult Validate(string? name, DatabaseOptions options)
    {
        const string Key = "ConnectionStrings__Portal";
        if (!Enum.IsDefined(options.Provider))
            return ValidateOptionsResult.Fail("Database__Provider: use Sqlite ou SqlServer.");
        if (string.IsNullOrWhiteSpace(options.ConnectionString))
            return ValidateOptionsResult.Fail($"{Key}: falta. Informe a conexão do banco (Sqlite: Data Source=/caminho/portal.db).");
        try
        {
            if (options.Provider == DatabaseProvider.Sqlite)
                return CheckFile(new SqliteConnectionStringBuilder(options.ConnectionString).DataSource, Key);
            _ = new Microsoft.Data.SqlClient.SqlConnectionStringBuilder(options.ConnectionString);
            return ValidateOptionsResult.Success;
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException or KeyNotFoundException)
        {
            return ValidateOptionsResult.Fail($"{Key}: não é uma conexão válida para {options.Provider}.");
        }
    }

    private static ValidateOptionsResult CheckFile(string path, string key)
    {
        if (path.Length == 0)
            return ValidateOptionsResult.Fail($"{key}: falta o arquivo (Data Source=/caminho/portal.db).");
        var folder = Path.GetDirectoryName(path);
        return path.StartsWith(':') || Directory.Exists(folder)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"{key}: a pasta “{folder}” não existe.");
    }
}

internal sealed class ProtectionOptionsCheck : IValidateOptions<ProtectionOptions>
{
    public ValidateOptionsResult Validate(string? name, ProtectionOptions options)
    {
        const string Key = "Protection__KeyFile";
        if (options.KeyFile.Length == 0)
            return ValidateOptionsResult.Fail($"{Key}: falta. Informe o arquivo com as chaves que protegem os dados pessoais.");
        if (!File.Exists(options.KeyFile))
            return ValidateOptionsResult.Fail($"{Key}: o arquivo “{options.KeyFile}” não existe.");
        try
        {
            KeyRing.Parse(File.ReadAllText(options.KeyFile));
            return ValidateOptionsResult.Success;
        }
        catch (InvalidDataException fault)
        {
            return ValidateOptionsResult.Fail($"{Key}: {fault.Message}");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return ValidateOptionsResult.Fail($"{Key}: o arquivo “{options.KeyFile}” não pode ser lido pelo portal.");
        }
    }
}
