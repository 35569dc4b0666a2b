using System.Security.Cryptography;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Identity.Audit;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Documents;

/// <summary>A document without its bytes.</summary>
public sealed record DocumentLine(long Id, string Name, string ContentType, long Size, string Sha256, DateTimeOffset AddedAt, string AddedByName);

/// <summary>Keeps the documents of the contract's inspection.</summary>
public sealed class ContractDocuments(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>Largest file, bytes.</summary>
    public const long MaxSize = 20L * 1024 * 1024;

    private static readonly (string ContentType, string Extension, byte[] Magic)[] Kinds =
    [
        ("application/pdf", ".pdf", "%PDF-"u8.ToArray()),
        ("image/png", ".png", [0x89, 0x50, 0x4E, 0x47]),
        ("image/jpeg", ".jpg", [0xFF, 0xD8, 0xFF]),
        ("application/zip", ".zip", [0x50, 0x4B, 0x03, 0x04]),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx", [0x50, 0x4B, 0x03, 0x04]),
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx", [0x50, 0x4B, 0x03, 0x04]),
        ("message/rfc822", ".eml", []),
        ("text/plain; charset=utf-8", ".txt", []),
        ("text/csv; charset=utf-8", ".csv", []),
        ("application/xml", ".xml", "<"u8.ToArray()),
    ];

    /// <summary>Stores a file after a look at its size, ending and first bytes.</summary>
    public async Task<ContractResult> StoreAsync(Actor who, string name, byte[] bytes, CancellationToken cancellation)
    {
        name = Path.GetFileName(name.Replace('\\', '/')).Trim();
        if (name.Length is 0 or > 150 || name.Any(char.IsControl))
            return ContractResult.Refuse("nome-do-arquivo", "Dê ao arquivo um nome de até 150 caracteres, sem caracteres de controle.");
        if (bytes.Length == 0)
            return ContractResult.Refuse("arquivo-vazio", "O arquivo está vazio.");
        if (bytes.LongLength > MaxSize)
            return ContractResult.Refuse("arquivo-grande", "O arquivo passa de 20 MB. Divida-o ou reduza a resolução da digitalização.");
        var extension = Path.GetExtension(name).ToLowerInvariant() switch { ".jpeg" => ".jpg", var other => other };
        var kind = Array.Find(Kinds, k => k.Extension == extension);
        if (kind.Extension is null)
            return ContractResult.Refuse("tipo-de-arquivo", "Anexe PDF, PNG, JPG, DOCX, XLSX, CSV, XML, TXT, EML ou ZIP.");
        if (!bytes.AsSpan(SkipMark(bytes)).StartsWith(kind.Magic))
            return ContractResult.Refuse("conteudo-do-arquivo", $"O conteúdo do arquivo não é {extension[1..].ToUpperInvariant()}. Confira se o nome está certo.");
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var document = new ContractDocument
        {
            Name = name,
            ContentType = kind.ContentType,
            Size = bytes.LongLength,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)),
            AddedAt = clock.GetUtcNow(),
            AddedByUserId = who.UserId,
            AddedByName = who.Name,
        };
        db.ContractDocuments.Add(document);
        await db.SaveChangesAsync(cancellation);
        db.ContractDocumentContents.Add(new ContractDocumentContent { DocumentId = document.Id, Bytes = bytes });
        db.Audit(who, AuditActions.DocumentAdded, "documento", document.Id, document.AddedAt, $"SHA-256 {document.Sha256}");
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return ContractResult.Ok(document.Id);
    }

    /// <summary>The lines of some documents.</summary>
    public async Task<IReadOnlyDictionary<long, DocumentLine>> LinesAsync(IReadOnlyCollection<long> ids, CancellationToken cancellation)
    {
        if (ids.Count == 0)
            return new Dictionary<long, DocumentLine>();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.ContractDocuments.AsNoTracking().Where(d => ids.Contains(d.Id))
            .ToDictionaryAsync(d => d.Id, d => new DocumentLine(d.Id, d.Name, d.ContentType, d.Size, d.Sha256, d.AddedAt, d.AddedByName), cancellation);
    }

    /// <summary>A document with its bytes, or null. The caller has checked who asks.</summary>
    public async Task<(DocumentLine Line, byte[] Bytes)?> ReadAsync(long id, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var document = await db.ContractDocuments.AsNoTracking().SingleOrDefaultAsync(d => d.Id == id, cancellation);
        if (document is null)
            return null;
        var bytes = await db.ContractDocumentContents.AsNoTracking().Where(c => c.DocumentId == id).Select(c => c.Bytes).SingleAsync(cancellation);
        return (new(id, document.Name, document.ContentType, document.Size, document.Sha256, document.AddedAt, document.AddedByName), bytes);
    }

    private static int SkipMark(byte[] bytes) => bytes.AsSpan().StartsWith((byte[])[0xEF, 0xBB, 0xBF]) ? 3 : 0;
}
