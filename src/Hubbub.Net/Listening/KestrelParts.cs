using System.Diagnostics;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hubbub.Net.Listening;

/// <summary>
/// Kestrel without the host around it: no configuration files, no logging, no environment, which
/// is most of what a web application spends its start on. Kestrel registers its parts on a
/// builder; this one only passes the registrations on.
/// </summary>
internal sealed class KestrelParts : IWebHostBuilder
{
    private readonly ServiceCollection _services = [];

    private KestrelParts() { }

    public static ServiceProvider Build(
        Action<KestrelServerOptions> server,
        IConnectionListenerFactory connections
    )
    {
        var parts = new KestrelParts();
        // Before Kestrel's own, which then stays away.
        parts._services.AddSingleton(connections);
        parts.UseKestrelCore();
        parts._services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        parts._services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        parts._services.AddSingleton<DiagnosticSource>(new DiagnosticListener("Hubbub.Net"));
        parts._services.AddMetrics();
        parts._services.AddOptions();
        parts._services.Configure(server);
        return parts._services.BuildServiceProvider();
    }

    public IWebHostBuilder ConfigureServices(Action<IServiceCollection> configureServices)
    {
        configureServices(_services);
        return this;
    }

    public IWebHostBuilder ConfigureServices(
        Action<WebHostBuilderContext, IServiceCollection> configureServices
    )
    {
        configureServices(new WebHostBuilderContext(), _services);
        return this;
    }

#pragma warning disable ASPDEPR008 // The interface has it; nobody calls it.
    public IWebHost Build() => throw new NotSupportedException();
#pragma warning restore ASPDEPR008

    public IWebHostBuilder ConfigureAppConfiguration(
        Action<WebHostBuilderContext, IConfigurationBuilder> configureDelegate
    ) => this;

    public string? GetSetting(string key) => null;

    public IWebHostBuilder UseSetting(string key, string? value) => this;
}
