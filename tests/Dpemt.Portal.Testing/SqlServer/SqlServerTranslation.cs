using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using Dpemt.Portal.Persistence;
using Dpemt.Portal.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Storage;

namespace Dpemt.Portal.Testing.SqlServer;

/// <summary>
/// Compiles every query that a test runs on SQLite a second time for SQL Server, without a server. A query that does
/// not translate fails the test that runs it. Decision record 0008.
/// </summary>
public sealed class SqlServerTranslation : IQueryExpressionInterceptor
{
    /// <summary>One for the process: the query compiler keeps services per interceptor instance.</summary>
    public static readonly SqlServerTranslation Instance = new();

    private static readonly MethodInfo Compile = typeof(IDatabase).GetMethod(nameof(IDatabase.CompileQuery))!;

    private readonly ConcurrentDictionary<string, byte> _compiled = new();

    private SqlServerTranslation()
    {
    }

    /// <summary>Number of different queries compiled so far.</summary>
    public int Count => _compiled.Count;

    /// <summary>A context on the SQL Server provider that must not open a connection.</summary>
    public static PortalDbContext CreateContext(params IInterceptor[] interceptors)
    {
        var options = new DbContextOptionsBuilder<PortalDbContext>();
        options.UsePortalDatabase(DatabaseProvider.SqlServer, "Server=nowhere.invalid;Database=none;Encrypt=false");
        options.AddInterceptors(interceptors);
        return new(options.Options, Protector);
    }

    private static readonly FieldProtector Protector = new(KeyRing.Create());

    /// <inheritdoc/>
    public Expression QueryCompilationStarting(Expression queryExpression, QueryExpressionEventData eventData)
    {
        if (eventData.Context?.Database.IsSqlite() == true && _compiled.TryAdd(queryExpression.ToString(), 0))
        {
            using var server = CreateContext();
            var model = new OtherModel(server.Model);
            var query = model.Visit(queryExpression);
            // SQL written by hand, into a type outside of the model: there is nothing to translate.
            if (model.HasUnknown)
                return queryExpression;
            var result = ResultOf(query.Type);
            try
            {
                Compile.MakeGenericMethod(result).Invoke(server.GetService<IDatabase>(), [query, true]);
            }
            catch (TargetInvocationException fault) when (fault.InnerException is { } inner)
            {
                throw new InvalidOperationException("This query does not translate for SQL Server: " + inner.Message, inner);
            }
        }

        return queryExpression;
    }

    private static Type ResultOf(Type type)
    {
        var queryable = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IQueryable<>)
            ? type
            : type.GetInterfaces().FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IQueryable<>));
        return queryable is null
            ? typeof(Task<>).MakeGenericType(type)
            : typeof(IAsyncEnumerable<>).MakeGenericType(queryable.GetGenericArguments());
    }

    private sealed class OtherModel(IModel model) : ExpressionVisitor
    {
        internal bool HasUnknown { get; private set; }

        protected override Expression VisitExtension(Expression node)
        {
            if (node is not EntityQueryRootExpression root)
                return node is QueryRootExpression ? node : base.VisitExtension(node);
            if (model.FindEntityType(root.EntityType.ClrType) is { } known)
                return new EntityQueryRootExpression(known);
            HasUnknown = true;
            return node;
        }
    }
}
