using Dpemt.Portal.Contract.Documents;
using Dpemt.Portal.Web.Hosting;
using Microsoft.Net.Http.Headers;

namespace Dpemt.Portal.Web.Features.Contract.Documents;

/// <summary>Documents of the inspection, for who may see the contract. Always downloaded, never run in the page.</summary>
public static class DocumentEndpoint
{
    public static IEndpointRouteBuilder MapContractDocuments(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/contrato/documentos/{id:long}", OpenAsync).RequireAuthorization(Policies.SeeContract);
        return endpoints;
    }

    private static async Task<IResult> OpenAsync(long id, HttpContext context, ContractDocuments documents, CancellationToken cancellation)
    {
        if (await documents.ReadAsync(id, cancellation) is not { } found)
            return TypedResults.NotFound();
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(found.Line.Name);
        var headers = context.Response.Headers;
        headers.ContentDisposition = disposition.ToString();
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store, private";
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        return TypedResults.Bytes(found.Bytes, found.Line.ContentType);
    }
}
