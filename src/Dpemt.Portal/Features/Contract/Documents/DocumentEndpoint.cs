using Dpemt.Portal.Contract.Documents;
using Dpemt.Portal.Web.Hosting;
using Microsoft.Net.Http.Headers;

namespace Dpemt.Portal.Web.Features.Contract.Documents;

/// <summary>Documents of the contract's inspection, to whoever may see the contract: always as a download, never run in the page.</summary>
internal static class DocumentEndpoint
{
    internal static string AddressOf(long id) => FormattableString.Invariant($"contrato/documentos/{id}");

    internal static IEndpointRouteBuilder MapContractDocuments(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/contrato/documentos/{id:long}", OpenAsync).RequireAuthorization(Policies.SeeContract);
        return endpoints;
    }

    private static async Task<IResult> OpenAsync(long id, HttpContext context, ContractDocuments documents, CancellationToken cancellation)
    {
        if (await documents.ReadAsync(id, cancellation) is not { } document)
            return TypedResults.NotFound();
        var headers = context.Response.Headers;
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(document.Line.Name);
        headers.ContentDisposition = disposition.ToString();
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store, private";
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox";
        return TypedResults.Bytes(document.Bytes, document.Line.ContentType);
    }
}
