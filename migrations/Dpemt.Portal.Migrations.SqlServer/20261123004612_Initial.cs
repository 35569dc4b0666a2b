using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dpemt.Portal.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "cit_Citizen",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Phone = table.Column<byte[]>(type: "varbinary(max)", nullable: true),
                    PhoneIndex = table.Column<byte[]>(type: "varbinary(16)", maxLength: 16, nullable: true),
                    WireAddress = table.Column<byte[]>(type: "varbinary(max)", nullable: true),
                    MetaUserId = table.Column<byte[]>(type: "varbinary(max)", nullable: true),
                    MetaUserIdIndex = table.Column<byte[]>(type: "varbinary(16)", maxLength: 16, nullable: true),
                    ProfileName = table.Column<byte[]>(type: "varbinary(max)", nullable: true),
                    Name = table.Column<byte[]>(type: "varbinary(max)", nullable: true),
                    MotherName = table.Column<byte[]>(type: "varbinary(max)", nullable: true),
                    Cpf = table.Column<byte[]>(type: "varbinary(max)", nullable: true),
                    CpfIndex = table.Column<byte[]>(type: "varbinary(16)", maxLength: 16, nullable: true),
                    IdentityConfirmedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    LastInboundAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    CityCode = table.Column<string>(type: "nvarchar(7)", maxLength: 7, nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cit_Citizen", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "conv_Conversation",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    CitizenId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    State = table.Column<int>(type: "int", nullable: false),
                    Flow = table.Column<byte[]>(type: "varbinary(max)", nullable: true),
                    Account = table.Column<byte[]>(type: "varbinary(max)", nullable: true),
                    Area = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    CityCode = table.Column<string>(type: "nvarchar(7)", maxLength: 7, nullable: true),
                    ReceptionId = table.Column<int>(type: "int", nullable: true),
                    AssignedUserId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    OpenedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    LastMessageAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    SilenceDueAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    ClassifyDueAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    UnreadSince = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Urgent = table.Column<bool>(type: "bit", nullable: false),
                    ClosedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    CloseReason = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_conv_Conversation", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "conv_FlowText",
                columns: table => new
                {
                    Key = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Text = table.Column<string>(type: "nvarchar(1024)", maxLength: 1024, nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    UpdatedBy = table.Column<Guid>(type: "uniqueidentifier", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_conv_FlowText", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "conv_FrequentQuestionEntry",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Question = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Keywords = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false),
                    Answer = table.Column<string>(type: "nvarchar(900)", maxLength: 900, nullable: false),
                    AnswerWithReception = table.Column<string>(type: "nvarchar(900)", maxLength: 900, nullable: true),
                    Active = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_conv_FrequentQuestionEntry", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "conv_Holiday",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Date = table.Column<DateOnly>(type: "date", nullable: false),
                    Name = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: false),
                    CityCode = table.Column<string>(type: "nvarchar(7)", maxLength: 7, nullable: true),
                    ReceptionId = table.Column<int>(type: "int", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_conv_Holiday", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "conv_QuickReply",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Shortcut = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false),
                    Text = table.Column<string>(type: "nvarchar(1024)", maxLength: 1024, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_conv_QuickReply", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "conv_Reception",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Name = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: false),
                    CityCode = table.Column<string>(type: "nvarchar(7)", maxLength: 7, nullable: false),
                    Address = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Telephone = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    IsFallback = table.Column<bool>(type: "bit", nullable: false),
                    Active = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_conv_Reception", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "conv_Service",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Area = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Name = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Keywords = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false),
                    SelfService = table.Column<bool>(type: "bit", nullable: false),
                    OpenLink = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    InstallLinkAndroid = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    InstallLinkIPhone = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    Documents = table.Column<string>(type: "nvarchar(600)", maxLength: 600, nullable: true),
                    Active = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_conv_Service", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ident_ApiKey",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Name = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: false),
                    Hash = table.Column<byte[]>(type: "varbinary(32)", maxLength: 32, nullable: false),
                    Scopes = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    RevokedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    LastUsedAt = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ident_ApiKey", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ident_AuditEntry",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false),
                    ActorKind = table.Column<int>(type: "int", nullable: false),
                    ActorUserId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    ActorName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Action = table.Column<string>(type: "nvarchar(48)", maxLength: 48, nullable: false),
                    SubjectKind = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    SubjectId = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Detail = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true),
                    Sequence = table.Column<long>(type: "bigint", nullable: true),
                    Hash = table.Column<byte[]>(type: "varbinary(32)", maxLength: 32, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ident_AuditEntry", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ident_Role",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Name = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    NormalizedName = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    ConcurrencyStamp = table.Column<string>(type: "nvarchar(max)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ident_Role", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ident_User",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    DisplayName = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: false),
                    Disabled = table.Column<bool>(type: "bit", nullable: false),
                    MustChangePassword = table.Column<bool>(type: "bit", nullable: false),
                    UserName = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    NormalizedUserName = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    Email = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    NormalizedEmail = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    EmailConfirmed = table.Column<bool>(type: "bit", nullable: false),
                    PasswordHash = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    SecurityStamp = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    ConcurrencyStamp = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    PhoneNumber = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    PhoneNumberConfirmed = table.Column<bool>(type: "bit", nullable: false),
                    TwoFactorEnabled = table.Column<bool>(type: "bit", nullable: false),
                    LockoutEnd = table.Column<DateTime>(type: "datetime2", nullable: true),
                    LockoutEnabled = table.Column<bool>(type: "bit", nullable: false),
                    AccessFailedCount = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ident_User", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "msg_InboundDelivery",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    ReceivedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Body = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    State = table.Column<int>(type: "int", nullable: false),
                    Fault = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_msg_InboundDelivery", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "msg_InboundEvent",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    DeliveryId = table.Column<long>(type: "bigint", nullable: false),
                    Kind = table.Column<int>(type: "int", nullable: false),
                    DedupKey = table.Column<byte[]>(type: "varbinary(16)", maxLength: 16, nullable: false),
                    Subject = table.Column<byte[]>(type: "varbinary(16)", maxLength: 16, nullable: false),
                    Payload = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    ReceivedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    State = table.Column<int>(type: "int", nullable: false),
                    Attempts = table.Column<int>(type: "int", nullable: false),
                    NextAttemptAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    LeaseOwner = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    LeaseUntil = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Fault = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_msg_InboundEvent", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "msg_MediaFile",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    ProviderId = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    ProviderIdUntil = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Kind = table.Column<int>(type: "int", nullable: false),
                    MimeType = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false),
                    FileName = table.Column<byte[]>(type: "varbinary(max)", nullable: true),
                    Size = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<int>(type: "int", nullable: false),
                    Attempts = table.Column<int>(type: "int", nullable: false),
                    NextAttemptAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Fault = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_msg_MediaFile", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "msg_Message",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    CitizenId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ConversationId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Author = table.Column<int>(type: "int", nullable: false),
                    AuthorUserId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Kind = table.Column<int>(type: "int", nullable: false),
                    Text = table.Column<byte[]>(type: "varbinary(max)", nullable: true),
                    Content = table.Column<byte[]>(type: "varbinary(max)", nullable: true),
                    MediaId = table.Column<long>(type: "bigint", nullable: true),
                    Wamid = table.Column<byte[]>(type: "varbinary(max)", nullable: true),
                    WamidIndex = table.Column<byte[]>(type: "varbinary(16)", maxLength: 16, nullable: true),
                    QuotedMessageId = table.Column<long>(type: "bigint", nullable: true),
                    Status = table.Column<int>(type: "int", nullable: false),
                    RequestId = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    SentAgainAs = table.Column<long>(type: "bigint", nullable: true),
                    ErrorCode = table.Column<int>(type: "int", nullable: true),
                    ErrorDetail = table.Column<byte[]>(type: "varbinary(max)", nullable: true),
                    OccurredAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_msg_Message", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "sys_Change",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Topic = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    Key = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sys_Change", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "sys_DataProtectionKey",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    FriendlyName = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    Xml = table.Column<string>(type: "nvarchar(max)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sys_DataProtectionKey", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "sys_Lease",
                columns: table => new
                {
                    Name = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Owner = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Until = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sys_Lease", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "tpl_Template",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Name = table.Column<string>(type: "nvarchar(512)", maxLength: 512, nullable: false),
                    Category = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Language = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false),
                    Status = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Body = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Components = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    SeenAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_tpl_Template", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "cit_CitizenNameWord",
                columns: table => new
                {
                    CitizenId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Word = table.Column<byte[]>(type: "varbinary(16)", maxLength: 16, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cit_CitizenNameWord", x => new { x.CitizenId, x.Word });
                    table.ForeignKey(
                        name: "FK_cit_CitizenNameWord_cit_Citizen_CitizenId",
                        column: x => x.CitizenId,
                        principalTable: "cit_Citizen",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "conv_Draft",
                columns: table => new
                {
                    UserId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ConversationId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Text = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_conv_Draft", x => new { x.UserId, x.ConversationId });
                    table.ForeignKey(
                        name: "FK_conv_Draft_conv_Conversation_ConversationId",
                        column: x => x.ConversationId,
                        principalTable: "conv_Conversation",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "conv_HandoverEntry",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    ConversationId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ReceptionId = table.Column<int>(type: "int", nullable: false),
                    Area = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    CityCode = table.Column<string>(type: "nvarchar(7)", maxLength: 7, nullable: true),
                    Since = table.Column<DateTime>(type: "datetime2", nullable: false),
                    State = table.Column<int>(type: "int", nullable: false),
                    AssignedUserId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    ClaimedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    ForUserId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    TransferredBy = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Note = table.Column<byte[]>(type: "varbinary(max)", nullable: true),
                    Urgent = table.Column<bool>(type: "bit", nullable: false),
                    EndedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    EndReason = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_conv_HandoverEntry", x => x.Id);
                    table.ForeignKey(
                        name: "FK_conv_HandoverEntry_conv_Conversation_ConversationId",
                        column: x => x.ConversationId,
                        principalTable: "conv_Conversation",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "conv_InternalNote",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    ConversationId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    UserId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Text = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_conv_InternalNote", x => x.Id);
                    table.ForeignKey(
                        name: "FK_conv_InternalNote_conv_Conversation_ConversationId",
                        column: x => x.ConversationId,
                        principalTable: "conv_Conversation",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "conv_Presence",
                columns: table => new
                {
                    ConversationId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    UserId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SeenAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    TypedAt = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_conv_Presence", x => new { x.ConversationId, x.UserId });
                    table.ForeignKey(
                        name: "FK_conv_Presence_conv_Conversation_ConversationId",
                        column: x => x.ConversationId,
                        principalTable: "conv_Conversation",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "conv_Reading",
                columns: table => new
                {
                    UserId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ConversationId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_conv_Reading", x => new { x.UserId, x.ConversationId });
                    table.ForeignKey(
                        name: "FK_conv_Reading_conv_Conversation_ConversationId",
                        column: x => x.ConversationId,
                        principalTable: "conv_Conversation",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "conv_ReplyKey",
                columns: table => new
                {
                    Key = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ConversationId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    MessageId = table.Column<long>(type: "bigint", nullable: false),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_conv_ReplyKey", x => x.Key);
                    table.ForeignKey(
                        name: "FK_conv_ReplyKey_conv_Conversation_ConversationId",
                        column: x => x.ConversationId,
                        principalTable: "conv_Conversation",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "conv_OpeningPeriod",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    ReceptionId = table.Column<int>(type: "int", nullable: false),
                    Day = table.Column<int>(type: "int", nullable: false),
                    From = table.Column<TimeOnly>(type: "time", nullable: false),
                    To = table.Column<TimeOnly>(type: "time", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_conv_OpeningPeriod", x => x.Id);
                    table.ForeignKey(
                        name: "FK_conv_OpeningPeriod_conv_Reception_ReceptionId",
                        column: x => x.ReceptionId,
                        principalTable: "conv_Reception",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "conv_ReceptionCoverage",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    ReceptionId = table.Column<int>(type: "int", nullable: false),
                    CityCode = table.Column<string>(type: "nvarchar(7)", maxLength: 7, nullable: true),
                    Area = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_conv_ReceptionCoverage", x => x.Id);
                    table.ForeignKey(
                        name: "FK_conv_ReceptionCoverage_conv_Reception_ReceptionId",
                        column: x => x.ReceptionId,
                        principalTable: "conv_Reception",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ident_RoleClaim",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    RoleId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ClaimType = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    ClaimValue = table.Column<string>(type: "nvarchar(max)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ident_RoleClaim", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ident_RoleClaim_ident_Role_RoleId",
                        column: x => x.RoleId,
                        principalTable: "ident_Role",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ident_UserClaim",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    UserId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ClaimType = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    ClaimValue = table.Column<string>(type: "nvarchar(max)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ident_UserClaim", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ident_UserClaim_ident_User_UserId",
                        column: x => x.UserId,
                        principalTable: "ident_User",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ident_UserLogin",
                columns: table => new
                {
                    LoginProvider = table.Column<string>(type: "nvarchar(450)", nullable: false),
                    ProviderKey = table.Column<string>(type: "nvarchar(450)", nullable: false),
                    ProviderDisplayName = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    UserId = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ident_UserLogin", x => new { x.LoginProvider, x.ProviderKey });
                    table.ForeignKey(
                        name: "FK_ident_UserLogin_ident_User_UserId",
                        column: x => x.UserId,
                        principalTable: "ident_User",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ident_UserReception",
                columns: table => new
                {
                    UserId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ReceptionId = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ident_UserReception", x => new { x.UserId, x.ReceptionId });
                    table.ForeignKey(
                        name: "FK_ident_UserReception_ident_User_UserId",
                        column: x => x.UserId,
                        principalTable: "ident_User",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ident_UserRole",
                columns: table => new
                {
                    UserId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    RoleId = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ident_UserRole", x => new { x.UserId, x.RoleId });
                    table.ForeignKey(
                        name: "FK_ident_UserRole_ident_Role_RoleId",
                        column: x => x.RoleId,
                        principalTable: "ident_Role",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_ident_UserRole_ident_User_UserId",
                        column: x => x.UserId,
                        principalTable: "ident_User",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ident_UserToken",
                columns: table => new
                {
                    UserId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    LoginProvider = table.Column<string>(type: "nvarchar(450)", nullable: false),
                    Name = table.Column<string>(type: "nvarchar(450)", nullable: false),
                    Value = table.Column<string>(type: "nvarchar(max)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ident_UserToken", x => new { x.UserId, x.LoginProvider, x.Name });
                    table.ForeignKey(
                        name: "FK_ident_UserToken_ident_User_UserId",
                        column: x => x.UserId,
                        principalTable: "ident_User",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "msg_MediaContent",
                columns: table => new
                {
                    MediaId = table.Column<long>(type: "bigint", nullable: false),
                    Bytes = table.Column<byte[]>(type: "varbinary(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_msg_MediaContent", x => x.MediaId);
                    table.ForeignKey(
                        name: "FK_msg_MediaContent_msg_MediaFile_MediaId",
                        column: x => x.MediaId,
                        principalTable: "msg_MediaFile",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "msg_DeliveryAttempt",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    MessageId = table.Column<long>(type: "bigint", nullable: false),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Duration = table.Column<int>(type: "int", nullable: false),
                    HttpStatus = table.Column<int>(type: "int", nullable: true),
                    ErrorCode = table.Column<int>(type: "int", nullable: true),
                    Outcome = table.Column<string>(type: "nvarchar(16)", maxLength: 16, nullable: false),
                    Detail = table.Column<byte[]>(type: "varbinary(max)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_msg_DeliveryAttempt", x => x.Id);
                    table.ForeignKey(
                        name: "FK_msg_DeliveryAttempt_msg_Message_MessageId",
                        column: x => x.MessageId,
                        principalTable: "msg_Message",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "msg_MessageStatusChange",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    MessageId = table.Column<long>(type: "bigint", nullable: false),
                    Status = table.Column<int>(type: "int", nullable: false),
                    OccurredAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    ReceivedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    ErrorCode = table.Column<int>(type: "int", nullable: true),
                    PricingType = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    PricingCategory = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    Billable = table.Column<bool>(type: "bit", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_msg_MessageStatusChange", x => x.Id);
                    table.ForeignKey(
                        name: "FK_msg_MessageStatusChange_msg_Message_MessageId",
                        column: x => x.MessageId,
                        principalTable: "msg_Message",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "msg_OutboxEntry",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    MessageId = table.Column<long>(type: "bigint", nullable: false),
                    CitizenId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Priority = table.Column<int>(type: "int", nullable: false),
                    State = table.Column<int>(type: "int", nullable: false),
                    DueAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    NotAfter = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Attempts = table.Column<int>(type: "int", nullable: false),
                    LeaseOwner = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    LeaseUntil = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_msg_OutboxEntry", x => x.Id);
                    table.ForeignKey(
                        name: "FK_msg_OutboxEntry_msg_Message_MessageId",
                        column: x => x.MessageId,
                        principalTable: "msg_Message",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_cit_Citizen_CpfIndex",
                table: "cit_Citizen",
                column: "CpfIndex");

            migrationBuilder.CreateIndex(
                name: "IX_cit_Citizen_MetaUserIdIndex",
                table: "cit_Citizen",
                column: "MetaUserIdIndex",
                unique: true,
                filter: "\"MetaUserIdIndex\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_cit_Citizen_PhoneIndex",
                table: "cit_Citizen",
                column: "PhoneIndex",
                unique: true,
                filter: "\"PhoneIndex\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_cit_CitizenNameWord_Word",
                table: "cit_CitizenNameWord",
                column: "Word");

            migrationBuilder.CreateIndex(
                name: "IX_conv_Conversation_AssignedUserId_State",
                table: "conv_Conversation",
                columns: new[] { "AssignedUserId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_conv_Conversation_CitizenId_OpenedAt",
                table: "conv_Conversation",
                columns: new[] { "CitizenId", "OpenedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_conv_Conversation_ClassifyDueAt",
                table: "conv_Conversation",
                column: "ClassifyDueAt",
                filter: "\"ClassifyDueAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_conv_Conversation_LastMessageAt",
                table: "conv_Conversation",
                column: "LastMessageAt");

            migrationBuilder.CreateIndex(
                name: "IX_conv_Conversation_Open",
                table: "conv_Conversation",
                column: "CitizenId",
                unique: true,
                filter: "\"State\" < 3");

            migrationBuilder.CreateIndex(
                name: "IX_conv_Conversation_SilenceDueAt",
                table: "conv_Conversation",
                column: "SilenceDueAt",
                filter: "\"SilenceDueAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_conv_Draft_ConversationId",
                table: "conv_Draft",
                column: "ConversationId");

            migrationBuilder.CreateIndex(
                name: "IX_conv_HandoverEntry_AssignedUserId_State",
                table: "conv_HandoverEntry",
                columns: new[] { "AssignedUserId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_conv_HandoverEntry_Open",
                table: "conv_HandoverEntry",
                column: "ConversationId",
                unique: true,
                filter: "\"State\" < 2");

            migrationBuilder.CreateIndex(
                name: "IX_conv_HandoverEntry_ReceptionId_State_Since",
                table: "conv_HandoverEntry",
                columns: new[] { "ReceptionId", "State", "Since" },
                filter: "\"State\" < 2");

            migrationBuilder.CreateIndex(
                name: "IX_conv_Holiday_Date",
                table: "conv_Holiday",
                column: "Date");

            migrationBuilder.CreateIndex(
                name: "IX_conv_InternalNote_ConversationId_Id",
                table: "conv_InternalNote",
                columns: new[] { "ConversationId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_conv_OpeningPeriod_ReceptionId",
                table: "conv_OpeningPeriod",
                column: "ReceptionId");

            migrationBuilder.CreateIndex(
                name: "IX_conv_QuickReply_Shortcut",
                table: "conv_QuickReply",
                column: "Shortcut",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_conv_Reading_ConversationId",
                table: "conv_Reading",
                column: "ConversationId");

            migrationBuilder.CreateIndex(
                name: "IX_conv_Reception_Name",
                table: "conv_Reception",
                column: "Name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_conv_ReceptionCoverage_ReceptionId",
                table: "conv_ReceptionCoverage",
                column: "ReceptionId");

            migrationBuilder.CreateIndex(
                name: "IX_conv_ReplyKey_ConversationId",
                table: "conv_ReplyKey",
                column: "ConversationId");

            migrationBuilder.CreateIndex(
                name: "IX_ident_ApiKey_Hash",
                table: "ident_ApiKey",
                column: "Hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ident_AuditEntry_Sequence",
                table: "ident_AuditEntry",
                column: "Sequence",
                unique: true,
                filter: "\"Sequence\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_ident_AuditEntry_SubjectKind_SubjectId_Id",
                table: "ident_AuditEntry",
                columns: new[] { "SubjectKind", "SubjectId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_ident_AuditEntry_Unchained",
                table: "ident_AuditEntry",
                column: "Id",
                filter: "\"Sequence\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "RoleNameIndex",
                table: "ident_Role",
                column: "NormalizedName",
                unique: true,
                filter: "[NormalizedName] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_ident_RoleClaim_RoleId",
                table: "ident_RoleClaim",
                column: "RoleId");

            migrationBuilder.CreateIndex(
                name: "EmailIndex",
                table: "ident_User",
                column: "NormalizedEmail");

            migrationBuilder.CreateIndex(
                name: "UserNameIndex",
                table: "ident_User",
                column: "NormalizedUserName",
                unique: true,
                filter: "[NormalizedUserName] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_ident_UserClaim_UserId",
                table: "ident_UserClaim",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_ident_UserLogin_UserId",
                table: "ident_UserLogin",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_ident_UserRole_RoleId",
                table: "ident_UserRole",
                column: "RoleId");

            migrationBuilder.CreateIndex(
                name: "IX_msg_DeliveryAttempt_MessageId",
                table: "msg_DeliveryAttempt",
                column: "MessageId");

            migrationBuilder.CreateIndex(
                name: "IX_msg_InboundDelivery_Waiting",
                table: "msg_InboundDelivery",
                column: "Id",
                filter: "\"State\" = 0");

            migrationBuilder.CreateIndex(
                name: "IX_msg_InboundEvent_DedupKey",
                table: "msg_InboundEvent",
                column: "DedupKey",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_msg_InboundEvent_Waiting",
                table: "msg_InboundEvent",
                columns: new[] { "Kind", "Subject", "Id" },
                filter: "\"State\" = 0");

            migrationBuilder.CreateIndex(
                name: "IX_msg_MediaFile_NextAttemptAt",
                table: "msg_MediaFile",
                column: "NextAttemptAt",
                filter: "\"State\" = 0");

            migrationBuilder.CreateIndex(
                name: "IX_msg_Message_CitizenId_Id",
                table: "msg_Message",
                columns: new[] { "CitizenId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_msg_Message_ConversationId_Id",
                table: "msg_Message",
                columns: new[] { "ConversationId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_msg_Message_MediaId",
                table: "msg_Message",
                column: "MediaId",
                filter: "\"MediaId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_msg_Message_NoFinalStatus",
                table: "msg_Message",
                column: "CreatedAt",
                filter: "\"Status\" IN (25, 30, 40)");

            migrationBuilder.CreateIndex(
                name: "IX_msg_Message_RequestId",
                table: "msg_Message",
                column: "RequestId",
                filter: "\"RequestId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_msg_Message_WamidIndex",
                table: "msg_Message",
                column: "WamidIndex",
                unique: true,
                filter: "\"WamidIndex\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_msg_MessageStatusChange_MessageId_Status",
                table: "msg_MessageStatusChange",
                columns: new[] { "MessageId", "Status" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_msg_OutboxEntry_CitizenId_Id",
                table: "msg_OutboxEntry",
                columns: new[] { "CitizenId", "Id" },
                filter: "\"State\" < 2");

            migrationBuilder.CreateIndex(
                name: "IX_msg_OutboxEntry_LeaseUntil",
                table: "msg_OutboxEntry",
                column: "LeaseUntil",
                filter: "\"State\" = 1");

            migrationBuilder.CreateIndex(
                name: "IX_msg_OutboxEntry_MessageId",
                table: "msg_OutboxEntry",
                column: "MessageId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_msg_OutboxEntry_State_Priority_Id",
                table: "msg_OutboxEntry",
                columns: new[] { "State", "Priority", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_sys_Change_At",
                table: "sys_Change",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_tpl_Template_Name_Language",
                table: "tpl_Template",
                columns: new[] { "Name", "Language" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "cit_CitizenNameWord");

            migrationBuilder.DropTable(
                name: "conv_Draft");

            migrationBuilder.DropTable(
                name: "conv_FlowText");

            migrationBuilder.DropTable(
                name: "conv_FrequentQuestionEntry");

            migrationBuilder.DropTable(
                name: "conv_HandoverEntry");

            migrationBuilder.DropTable(
                name: "conv_Holiday");

            migrationBuilder.DropTable(
                name: "conv_InternalNote");

            migrationBuilder.DropTable(
                name: "conv_OpeningPeriod");

            migrationBuilder.DropTable(
                name: "conv_Presence");

            migrationBuilder.DropTable(
                name: "conv_QuickReply");

            migrationBuilder.DropTable(
                name: "conv_Reading");

            migrationBuilder.DropTable(
                name: "conv_ReceptionCoverage");

            migrationBuilder.DropTable(
                name: "conv_ReplyKey");

            migrationBuilder.DropTable(
                name: "conv_Service");

            migrationBuilder.DropTable(
                name: "ident_ApiKey");

            migrationBuilder.DropTable(
                name: "ident_AuditEntry");

            migrationBuilder.DropTable(
                name: "ident_RoleClaim");

            migrationBuilder.DropTable(
                name: "ident_UserClaim");

            migrationBuilder.DropTable(
                name: "ident_UserLogin");

            migrationBuilder.DropTable(
                name: "ident_UserReception");

            migrationBuilder.DropTable(
                name: "ident_UserRole");

            migrationBuilder.DropTable(
                name: "ident_UserToken");

            migrationBuilder.DropTable(
                name: "msg_DeliveryAttempt");

            migrationBuilder.DropTable(
                name: "msg_InboundDelivery");

            migrationBuilder.DropTable(
                name: "msg_InboundEvent");

            migrationBuilder.DropTable(
                name: "msg_MediaContent");

            migrationBuilder.DropTable(
                name: "msg_MessageStatusChange");

            migrationBuilder.DropTable(
                name: "msg_OutboxEntry");

            migrationBuilder.DropTable(
                name: "sys_Change");

            migrationBuilder.DropTable(
                name: "sys_DataProtectionKey");

            migrationBuilder.DropTable(
                name: "sys_Lease");

            migrationBuilder.DropTable(
                name: "tpl_Template");

            migrationBuilder.DropTable(
                name: "cit_Citizen");

            migrationBuilder.DropTable(
                name: "conv_Reception");

            migrationBuilder.DropTable(
                name: "conv_Conversation");

            migrationBuilder.DropTable(
                name: "ident_Role");

            migrationBuilder.DropTable(
                name: "ident_User");

            migrationBuilder.DropTable(
                name: "msg_MediaFile");

            migrationBuilder.DropTable(
                name: "msg_Message");
        }
    }
}
