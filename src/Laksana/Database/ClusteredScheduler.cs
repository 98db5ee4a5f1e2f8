using System.Collections.Specialized;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Npgsql;
using Quartz;
using Quartz.Impl;
using Quartz.Spi;

namespace Laksana.Database;

/// <summary>
/// Quartz on the database's clustered job store: every node runs one scheduler, a job fires on one of them, and the jobs of a node that
/// stopped checking in go on elsewhere after about eight seconds. A node that was only frozen may then run a job a second time, so a job's
/// effects carry a key of their own. Job data are texts only.
/// </summary>
public static class ClusteredScheduler
{
    private const string Name = "laksana";

    /// <summary>A scheduler that has not been started yet.</summary>
    /// <param name="node">This node's name, unique among those that run now.</param>
    public static async Task<IScheduler> CreateAsync(LaksanaDatabase database, string node, CancellationToken token = default)
    {
        var scheduler = await new StdSchedulerFactory(Settings(database, node)).GetScheduler(token);
        // Quartz keeps schedulers by name for the whole process and would hand this one out for another database or node.
        SchedulerRepository.Instance.Remove(Name);
        return scheduler;
    }

    private static NameValueCollection Settings(LaksanaDatabase database, string node)
    {
        var source = "laksana-" + Guid.NewGuid().ToString("n", CultureInfo.InvariantCulture);
        return new NameValueCollection
        {
            ["quartz.scheduler.instanceName"] = Name,
            ["quartz.scheduler.instanceId"] = node,
            ["quartz.threadPool.maxConcurrency"] = "8",
            ["quartz.serializer.type"] = typeof(JobTexts).AssemblyQualifiedName,
            ["quartz.jobStore.type"] = "Quartz.Impl.AdoJobStore.JobStoreTX, Quartz",
            ["quartz.jobStore.driverDelegateType"] = "Quartz.Impl.AdoJobStore.PostgreSQLDelegate, Quartz",
            ["quartz.jobStore.dataSource"] = source,
            ["quartz.jobStore.tablePrefix"] = "quartz.qrtz_",
            ["quartz.jobStore.useProperties"] = "true",
            ["quartz.jobStore.clustered"] = "true",
            ["quartz.jobStore.clusterCheckinInterval"] = "3000",
            ["quartz.jobStore.clusterCheckinMisfireThreshold"] = "5000",
            [$"quartz.dataSource.{source}.provider"] = "Npgsql",
            [$"quartz.dataSource.{source}.connectionString"] = Login(database.ApplicationConnectionString),
        };
    }

    /// <summary>A node that freezes while it holds the cluster's lock rows loses its session, and with it the locks, before the others give it up.</summary>
    private static string Login(string application) => new NpgsqlConnectionStringBuilder(application)
    {
        ApplicationName = "laksana-quartz",
        MaxPoolSize = 15,
        Options = "-c idle_in_transaction_session_timeout=5s -c jit=off",
    }.ConnectionString;
}

/// <summary>Job data as JSON; Quartz insists on a serialiser and brings none.</summary>
internal sealed partial class JobTexts : IObjectSerializer
{
    public void Initialize()
    {
    }

    public byte[] Serialize<T>(T obj) where T : class
    {
        if (obj is not NameValueCollection texts) throw new NotSupportedException("Job data are texts only: " + obj.GetType());
        return JsonSerializer.SerializeToUtf8Bytes(texts.AllKeys.ToDictionary(key => key!, key => texts[key]), JobTextsJson.Default.DictionaryStringString);
    }

    public T? DeSerialize<T>(byte[] data) where T : class
    {
        var texts = new NameValueCollection();
        foreach (var (key, value) in JsonSerializer.Deserialize(data, JobTextsJson.Default.DictionaryStringString)!) texts[key] = value;
        return texts as T ?? throw new NotSupportedException("Job data are texts only: " + typeof(T));
    }

    [JsonSerializable(typeof(Dictionary<string, string>))]
    private sealed partial class JobTextsJson : JsonSerializerContext;
}
