using System.Text.Json.Serialization;

namespace Dpemt.Portal.Conversations.Flow;

/// <summary>A piece of identification that the citizen may give or skip (ETP 7, step 4).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<IdentityField>))]
public enum IdentityField
{
    /// <summary>CPF, eleven digits.</summary>
    Cpf,

    /// <summary>Full name.</summary>
    Name,

    /// <summary>Mother's full name.</summary>
    MotherName,
}
