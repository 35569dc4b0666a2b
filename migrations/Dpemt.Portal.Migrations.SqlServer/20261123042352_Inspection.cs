using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dpemt.Portal.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Inspection : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Source",
                table: "ctr_Incident",
                type: "nvarchar(100)",
                maxLength: 100,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ctr_BilledValue",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Month = table.Column<DateOnly>(type: "date", nullable: false),
                    Number = table.Column<int>(type: "int", nullable: false),
                    Value = table.Column<decimal>(type: "decimal(19,4)", precision: 19, scale: 4, nullable: false),
                    Source = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Reason = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    DocumentId = table.Column<long>(type: "bigint", nullable: true),
                    CorrectsId = table.Column<long>(type: "bigint", nullable: true),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false),
                    ByUserId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    ByName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ctr_BilledValue", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ctr_ComponentWatch",
                columns: table => new
                {
                    Component = table.Column<int>(type: "int", nullable: false),
                    ClaimedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    LastAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    LastOutcome = table.Column<int>(type: "int", nullable: true),
                    LastMilliseconds = table.Column<int>(type: "int", nullable: true),
                    LastHttpStatus = table.Column<int>(type: "int", nullable: true),
                    SameSince = table.Column<DateTime>(type: "datetime2", nullable: true),
                    LastOwnMessageAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Failures = table.Column<int>(type: "int", nullable: false),
                    FirstFailedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    LastFailedEnd = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Goods = table.Column<int>(type: "int", nullable: false),
                    FirstGoodAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    DownSince = table.Column<DateTime>(type: "datetime2", nullable: true),
                    OutageId = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ctr_ComponentWatch", x => x.Component);
                });

            migrationBuilder.CreateTable(
                name: "ctr_Decision",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Topic = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Month = table.Column<DateOnly>(type: "date", nullable: true),
                    Subject = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: false),
                    Number = table.Column<int>(type: "int", nullable: false),
                    Choice = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    ChoiceText = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false),
                    Reason = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    DocumentId = table.Column<long>(type: "bigint", nullable: true),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false),
                    ByUserId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    ByName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ctr_Decision", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ctr_EvidenceDay",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    Series = table.Column<int>(type: "int", nullable: false),
                    Up = table.Column<int>(type: "int", nullable: false),
                    Degraded = table.Column<int>(type: "int", nullable: false),
                    Down = table.Column<int>(type: "int", nullable: false),
                    Ours = table.Column<int>(type: "int", nullable: false),
                    NoEvidence = table.Column<int>(type: "int", nullable: false),
                    Count = table.Column<int>(type: "int", nullable: false),
                    Rule = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    ContentHash = table.Column<byte[]>(type: "varbinary(32)", maxLength: 32, nullable: false),
                    PreviousHash = table.Column<byte[]>(type: "varbinary(32)", maxLength: 32, nullable: false),
                    Hash = table.Column<byte[]>(type: "varbinary(32)", maxLength: 32, nullable: false),
                    PackedAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ctr_EvidenceDay", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ctr_Glosa",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Kind = table.Column<int>(type: "int", nullable: false),
                    State = table.Column<int>(type: "int", nullable: false),
                    Month = table.Column<DateOnly>(type: "date", nullable: false),
                    StandingKey = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: true),
                    MonthVersionId = table.Column<long>(type: "bigint", nullable: true),
                    SeenVersionId = table.Column<long>(type: "bigint", nullable: true),
                    MonthVersion = table.Column<int>(type: "int", nullable: true),
                    Index = table.Column<decimal>(type: "decimal(19,4)", precision: 19, scale: 4, nullable: true),
                    Percent = table.Column<decimal>(type: "decimal(19,4)", precision: 19, scale: 4, nullable: true),
                    Base = table.Column<decimal>(type: "decimal(19,4)", precision: 19, scale: 4, nullable: false),
                    BaseIsEstimate = table.Column<bool>(type: "bit", nullable: false),
                    RuleVersion = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    EvidenceHash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    Computed = table.Column<decimal>(type: "decimal(19,4)", precision: 19, scale: 4, nullable: false),
                    Amount = table.Column<decimal>(type: "decimal(19,4)", precision: 19, scale: 4, nullable: false),
                    Returned = table.Column<decimal>(type: "decimal(19,4)", precision: 19, scale: 4, nullable: false),
                    DefenceDueOn = table.Column<DateOnly>(type: "date", nullable: true),
                    AppealDueOn = table.Column<DateOnly>(type: "date", nullable: true),
                    AnswerDueOn = table.Column<DateOnly>(type: "date", nullable: true),
                    CorrectionDueOn = table.Column<DateOnly>(type: "date", nullable: true),
                    LastEventOn = table.Column<DateOnly>(type: "date", nullable: true),
                    ComplementOfId = table.Column<long>(type: "bigint", nullable: true),
                    ReplacesId = table.Column<long>(type: "bigint", nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    ChangedAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ctr_Glosa", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ctr_MeasuredOutage",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Component = table.Column<int>(type: "int", nullable: false),
                    StartAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    EndAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Rule = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    OpenedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    IncidentId = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ctr_MeasuredOutage", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ctr_MonthVersion",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Month = table.Column<DateOnly>(type: "date", nullable: false),
                    Number = table.Column<int>(type: "int", nullable: false),
                    Facts = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Sha256 = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    EvidenceHash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    RuleVersion = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Index = table.Column<decimal>(type: "decimal(19,4)", precision: 19, scale: 4, nullable: false),
                    PeriodTicks = table.Column<long>(type: "bigint", nullable: false),
                    DownTicks = table.Column<long>(type: "bigint", nullable: false),
                    Met = table.Column<bool>(type: "bit", nullable: false),
                    Gap = table.Column<bool>(type: "bit", nullable: false),
                    Discount = table.Column<decimal>(type: "decimal(19,4)", precision: 19, scale: 4, nullable: false),
                    Billed = table.Column<decimal>(type: "decimal(19,4)", precision: 19, scale: 4, nullable: false),
                    BilledIsEstimate = table.Column<bool>(type: "bit", nullable: false),
                    Glosa = table.Column<decimal>(type: "decimal(19,4)", precision: 19, scale: 4, nullable: false),
                    Reason = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false),
                    ByUserId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    ByName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ctr_MonthVersion", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ctr_Occurrence",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Year = table.Column<int>(type: "int", nullable: false),
                    Number = table.Column<int>(type: "int", nullable: false),
                    HappenedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Title = table.Column<string>(type: "nvarchar(160)", maxLength: 160, nullable: false),
                    Clause = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false),
                    Component = table.Column<int>(type: "int", nullable: true),
                    IncidentId = table.Column<long>(type: "bigint", nullable: true),
                    RequirementKey = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    State = table.Column<int>(type: "int", nullable: false),
                    AnswerDueOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    ChangedAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ctr_Occurrence", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ctr_Paper",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Kind = table.Column<int>(type: "int", nullable: false),
                    Year = table.Column<int>(type: "int", nullable: false),
                    Number = table.Column<int>(type: "int", nullable: false),
                    SubjectId = table.Column<long>(type: "bigint", nullable: false),
                    Title = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Data = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Sha256 = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    IssuedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    IssuedByUserId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    IssuedByName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ctr_Paper", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ctr_Probe",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Component = table.Column<int>(type: "int", nullable: false),
                    StartedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Milliseconds = table.Column<int>(type: "int", nullable: false),
                    Outcome = table.Column<int>(type: "int", nullable: false),
                    Call = table.Column<int>(type: "int", nullable: false),
                    HttpStatus = table.Column<int>(type: "int", nullable: true),
                    ControlOk = table.Column<bool>(type: "bit", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ctr_Probe", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ctr_Suspicion",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Component = table.Column<int>(type: "int", nullable: false),
                    StartAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    EndAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Description = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false),
                    State = table.Column<int>(type: "int", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    DecidedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    DecidedByUserId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    DecidedByName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    Reason = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    IncidentId = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ctr_Suspicion", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ctr_Ticket",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    IncidentId = table.Column<long>(type: "bigint", nullable: false),
                    Protocol = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: true),
                    Critical = table.Column<bool>(type: "bit", nullable: false),
                    OpenedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    AttendBy = table.Column<DateTime>(type: "datetime2", nullable: true),
                    RestoreBy = table.Column<DateTime>(type: "datetime2", nullable: false),
                    AttendedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    RestoredAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    ReplyDocumentId = table.Column<long>(type: "bigint", nullable: true),
                    OpenedByName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ctr_Ticket", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ctr_Ticket_ctr_Incident_IncidentId",
                        column: x => x.IncidentId,
                        principalTable: "ctr_Incident",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ctr_TrafficMinute",
                columns: table => new
                {
                    Minute = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Inbound = table.Column<int>(type: "int", nullable: false),
                    Accepted = table.Column<int>(type: "int", nullable: false),
                    Delivered = table.Column<int>(type: "int", nullable: false),
                    ProviderFaults = table.Column<int>(type: "int", nullable: false),
                    NoAnswers = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ctr_TrafficMinute", x => x.Minute);
                });

            migrationBuilder.CreateTable(
                name: "ctr_TrafficProgress",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false),
                    Message = table.Column<long>(type: "bigint", nullable: false),
                    Status = table.Column<long>(type: "bigint", nullable: false),
                    Attempt = table.Column<long>(type: "bigint", nullable: false),
                    CountedUntil = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ctr_TrafficProgress", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ntc_Delivery",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    NoticeId = table.Column<long>(type: "bigint", nullable: false),
                    RecipientId = table.Column<int>(type: "int", nullable: false),
                    State = table.Column<int>(type: "int", nullable: false),
                    Attempts = table.Column<int>(type: "int", nullable: false),
                    DueAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    SentAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Fault = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ntc_Delivery", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ntc_Delivery_ntc_Notice_NoticeId",
                        column: x => x.NoticeId,
                        principalTable: "ntc_Notice",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ctr_EvidenceContent",
                columns: table => new
                {
                    EvidenceDayId = table.Column<long>(type: "bigint", nullable: false),
                    Packed = table.Column<byte[]>(type: "varbinary(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ctr_EvidenceContent", x => x.EvidenceDayId);
                    table.ForeignKey(
                        name: "FK_ctr_EvidenceContent_ctr_EvidenceDay_EvidenceDayId",
                        column: x => x.EvidenceDayId,
                        principalTable: "ctr_EvidenceDay",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ctr_GlosaDeduction",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    GlosaId = table.Column<long>(type: "bigint", nullable: false),
                    InvoiceNumber = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    InvoiceMonth = table.Column<DateOnly>(type: "date", nullable: false),
                    InvoiceValue = table.Column<decimal>(type: "decimal(19,4)", precision: 19, scale: 4, nullable: false),
                    Amount = table.Column<decimal>(type: "decimal(19,4)", precision: 19, scale: 4, nullable: false),
                    PaidOn = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ctr_GlosaDeduction", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ctr_GlosaDeduction_ctr_Glosa_GlosaId",
                        column: x => x.GlosaId,
                        principalTable: "ctr_Glosa",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ctr_GlosaStep",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    GlosaId = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false),
                    Act = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    StateBefore = table.Column<int>(type: "int", nullable: false),
                    StateAfter = table.Column<int>(type: "int", nullable: false),
                    AmountBefore = table.Column<decimal>(type: "decimal(19,4)", precision: 19, scale: 4, nullable: false),
                    AmountAfter = table.Column<decimal>(type: "decimal(19,4)", precision: 19, scale: 4, nullable: false),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false),
                    ActorUserId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    ActorName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    EventOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Reason = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    Memory = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    DocumentId = table.Column<long>(type: "bigint", nullable: true),
                    InvoiceNumber = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    DueOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Late = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ctr_GlosaStep", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ctr_GlosaStep_ctr_Glosa_GlosaId",
                        column: x => x.GlosaId,
                        principalTable: "ctr_Glosa",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ctr_OccurrenceEntry",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    OccurrenceId = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false),
                    Kind = table.Column<int>(type: "int", nullable: false),
                    Text = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false),
                    EventOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Channel = table.Column<string>(type: "nvarchar(160)", maxLength: 160, nullable: true),
                    Corrects = table.Column<int>(type: "int", nullable: true),
                    DocumentId = table.Column<long>(type: "bigint", nullable: true),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false),
                    ActorUserId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    ActorName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ctr_OccurrenceEntry", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ctr_OccurrenceEntry_ctr_Occurrence_OccurrenceId",
                        column: x => x.OccurrenceId,
                        principalTable: "ctr_Occurrence",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ctr_IncidentRevision_OtherIncidentId",
                table: "ctr_IncidentRevision",
                column: "OtherIncidentId",
                filter: "\"OtherIncidentId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_ctr_BilledValue_Month_Number",
                table: "ctr_BilledValue",
                columns: new[] { "Month", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ctr_Decision_Subject_Number",
                table: "ctr_Decision",
                columns: new[] { "Subject", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ctr_EvidenceDay_Day_Series",
                table: "ctr_EvidenceDay",
                columns: new[] { "Day", "Series" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ctr_Glosa_ComplementOfId",
                table: "ctr_Glosa",
                column: "ComplementOfId");

            migrationBuilder.CreateIndex(
                name: "IX_ctr_Glosa_Month_Id",
                table: "ctr_Glosa",
                columns: new[] { "Month", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_ctr_Glosa_StandingKey",
                table: "ctr_Glosa",
                column: "StandingKey",
                unique: true,
                filter: "\"StandingKey\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_ctr_Glosa_State",
                table: "ctr_Glosa",
                column: "State");

            migrationBuilder.CreateIndex(
                name: "IX_ctr_GlosaDeduction_GlosaId_InvoiceNumber",
                table: "ctr_GlosaDeduction",
                columns: new[] { "GlosaId", "InvoiceNumber" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ctr_GlosaDeduction_InvoiceNumber",
                table: "ctr_GlosaDeduction",
                column: "InvoiceNumber");

            migrationBuilder.CreateIndex(
                name: "IX_ctr_GlosaStep_GlosaId_Version",
                table: "ctr_GlosaStep",
                columns: new[] { "GlosaId", "Version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ctr_MeasuredOutage_Component_StartAt",
                table: "ctr_MeasuredOutage",
                columns: new[] { "Component", "StartAt" });

            migrationBuilder.CreateIndex(
                name: "IX_ctr_MonthVersion_Month_Number",
                table: "ctr_MonthVersion",
                columns: new[] { "Month", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ctr_Occurrence_RequirementKey",
                table: "ctr_Occurrence",
                column: "RequirementKey",
                unique: true,
                filter: "\"RequirementKey\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_ctr_Occurrence_State",
                table: "ctr_Occurrence",
                column: "State");

            migrationBuilder.CreateIndex(
                name: "IX_ctr_Occurrence_Year_Number",
                table: "ctr_Occurrence",
                columns: new[] { "Year", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ctr_OccurrenceEntry_OccurrenceId_Version",
                table: "ctr_OccurrenceEntry",
                columns: new[] { "OccurrenceId", "Version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ctr_Paper_Kind_SubjectId",
                table: "ctr_Paper",
                columns: new[] { "Kind", "SubjectId" });

            migrationBuilder.CreateIndex(
                name: "IX_ctr_Paper_Kind_Year_Number",
                table: "ctr_Paper",
                columns: new[] { "Kind", "Year", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ctr_Paper_Sha256",
                table: "ctr_Paper",
                column: "Sha256");

            migrationBuilder.CreateIndex(
                name: "IX_ctr_Probe_Component_StartedAt",
                table: "ctr_Probe",
                columns: new[] { "Component", "StartedAt" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ctr_Probe_StartedAt",
                table: "ctr_Probe",
                column: "StartedAt");

            migrationBuilder.CreateIndex(
                name: "IX_ctr_Suspicion_Component_StartAt",
                table: "ctr_Suspicion",
                columns: new[] { "Component", "StartAt" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ctr_Ticket_IncidentId",
                table: "ctr_Ticket",
                column: "IncidentId");

            migrationBuilder.CreateIndex(
                name: "IX_ctr_Ticket_Running",
                table: "ctr_Ticket",
                column: "RestoreBy",
                filter: "\"RestoredAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_ntc_Delivery_Due",
                table: "ntc_Delivery",
                column: "DueAt",
                filter: "\"DueAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_ntc_Delivery_NoticeId_RecipientId",
                table: "ntc_Delivery",
                columns: new[] { "NoticeId", "RecipientId" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ctr_BilledValue");

            migrationBuilder.DropTable(
                name: "ctr_ComponentWatch");

            migrationBuilder.DropTable(
                name: "ctr_Decision");

            migrationBuilder.DropTable(
                name: "ctr_EvidenceContent");

            migrationBuilder.DropTable(
                name: "ctr_GlosaDeduction");

            migrationBuilder.DropTable(
                name: "ctr_GlosaStep");

            migrationBuilder.DropTable(
                name: "ctr_MeasuredOutage");

            migrationBuilder.DropTable(
                name: "ctr_MonthVersion");

            migrationBuilder.DropTable(
                name: "ctr_OccurrenceEntry");

            migrationBuilder.DropTable(
                name: "ctr_Paper");

            migrationBuilder.DropTable(
                name: "ctr_Probe");

            migrationBuilder.DropTable(
                name: "ctr_Suspicion");

            migrationBuilder.DropTable(
                name: "ctr_Ticket");

            migrationBuilder.DropTable(
                name: "ctr_TrafficMinute");

            migrationBuilder.DropTable(
                name: "ctr_TrafficProgress");

            migrationBuilder.DropTable(
                name: "ntc_Delivery");

            migrationBuilder.DropTable(
                name: "ctr_EvidenceDay");

            migrationBuilder.DropTable(
                name: "ctr_Glosa");

            migrationBuilder.DropTable(
                name: "ctr_Occurrence");

            migrationBuilder.DropIndex(
                name: "IX_ctr_IncidentRevision_OtherIncidentId",
                table: "ctr_IncidentRevision");

            migrationBuilder.DropColumn(
                name: "Source",
                table: "ctr_Incident");
        }
    }
}
