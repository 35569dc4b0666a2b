using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

#pragma warning disable CA1814 // Prefer jagged arrays over multidimensional

namespace Dpemt.Portal.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class MeteringAndForecast : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_ctr_ConsumptionDay_Day_Category_Reason_Template_ReceptionId_Late",
                table: "ctr_ConsumptionDay");

            migrationBuilder.AddColumn<bool>(
                name: "InWindow",
                table: "msg_Message",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "ReceptionId",
                table: "msg_Message",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Template",
                table: "msg_Message",
                type: "TEXT",
                maxLength: 512,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "TemplateCategory",
                table: "msg_Message",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Basis",
                table: "ctr_ConsumptionDay",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "BorderHour",
                table: "ctr_ConsumptionDay",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "Meta",
                table: "ctr_ConsumptionDay",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "MetaCategory",
                table: "ctr_ConsumptionDay",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateOnly>(
                name: "OfMonth",
                table: "ctr_ConsumptionDay",
                type: "TEXT",
                nullable: false,
                defaultValue: new DateOnly(1, 1, 1));

            migrationBuilder.AddColumn<bool>(
                name: "TariffCharges",
                table: "ctr_ConsumptionDay",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "ctr_ConsumptionProgress",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    StatusMark = table.Column<long>(type: "INTEGER", nullable: false),
                    CountedUntil = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ctr_ConsumptionProgress", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ctr_ConsumptionVersion",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Month = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Facts = table.Column<string>(type: "TEXT", nullable: false),
                    Sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    RuleVersion = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    PriceVersion = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Messages = table.Column<long>(type: "INTEGER", nullable: false),
                    Total = table.Column<decimal>(type: "TEXT", precision: 19, scale: 4, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ByUserId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ByName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    ReopenedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ReopenedByName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    ReopenReason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ctr_ConsumptionVersion", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ctr_EssentialOnly",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    On = table.Column<bool>(type: "INTEGER", nullable: false),
                    HoldsUtility = table.Column<bool>(type: "INTEGER", nullable: false),
                    Until = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ByUserId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ByName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ctr_EssentialOnly", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ctr_MessageExport",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    To = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Format = table.Column<int>(type: "INTEGER", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    Rows = table.Column<long>(type: "INTEGER", nullable: false),
                    Expected = table.Column<long>(type: "INTEGER", nullable: false),
                    Bytes = table.Column<long>(type: "INTEGER", nullable: false),
                    Attempt = table.Column<int>(type: "INTEGER", nullable: false),
                    ClaimedUntil = table.Column<DateTime>(type: "TEXT", nullable: true),
                    AskedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    AskedByUserId = table.Column<Guid>(type: "TEXT", nullable: true),
                    AskedByName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    EndedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ExpiresAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ctr_MessageExport", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ctr_MeteredChange",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    MessageId = table.Column<long>(type: "INTEGER", nullable: false),
                    DayId = table.Column<long>(type: "INTEGER", nullable: false),
                    Count = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ctr_MeteredChange", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ctr_MeteredMessage",
                columns: table => new
                {
                    MessageId = table.Column<long>(type: "INTEGER", nullable: false),
                    DayId = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ctr_MeteredMessage", x => x.MessageId);
                });

            migrationBuilder.CreateTable(
                name: "ctr_TariffRule",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ValidFrom = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Category = table.Column<int>(type: "INTEGER", nullable: false),
                    InWindow = table.Column<bool>(type: "INTEGER", nullable: false),
                    Charged = table.Column<bool>(type: "INTEGER", nullable: false),
                    Source = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ctr_TariffRule", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ctr_MessageExportPart",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ExportId = table.Column<long>(type: "INTEGER", nullable: false),
                    Attempt = table.Column<int>(type: "INTEGER", nullable: false),
                    Position = table.Column<int>(type: "INTEGER", nullable: false),
                    Content = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ctr_MessageExportPart", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ctr_MessageExportPart_ctr_MessageExport_ExportId",
                        column: x => x.ExportId,
                        principalTable: "ctr_MessageExport",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.InsertData(
                table: "ctr_TariffRule",
                columns: new[] { "Id", "Category", "Charged", "InWindow", "Source", "ValidFrom" },
                values: new object[,]
                {
                    { 1, 2, false, true, "Página de preços da Meta, vigente desde 01/07/2025: por mensagem entregue.", new DateOnly(2025, 7, 1) },
                    { 2, 4, false, true, "Página de preços da Meta, vigente desde 01/07/2025: por mensagem entregue.", new DateOnly(2025, 7, 1) },
                    { 3, 4, true, false, "Página de preços da Meta, vigente desde 01/07/2025: por mensagem entregue.", new DateOnly(2025, 7, 1) },
                    { 4, 3, true, true, "Página de preços da Meta, vigente desde 01/07/2025: por mensagem entregue.", new DateOnly(2025, 7, 1) },
                    { 5, 3, true, false, "Página de preços da Meta, vigente desde 01/07/2025: por mensagem entregue.", new DateOnly(2025, 7, 1) },
                    { 6, 5, true, true, "Página de preços da Meta, vigente desde 01/07/2025: por mensagem entregue.", new DateOnly(2025, 7, 1) },
                    { 7, 5, true, false, "Página de preços da Meta, vigente desde 01/07/2025: por mensagem entregue.", new DateOnly(2025, 7, 1) },
                    { 8, 2, true, true, "Anúncio de 01/07/2026 para 01/10/2026, conhecido por terceiros: a confirmar em página da Meta.", new DateOnly(2026, 10, 1) },
                    { 9, 4, true, true, "Anúncio de 01/07/2026 para 01/10/2026, conhecido por terceiros: a confirmar em página da Meta.", new DateOnly(2026, 10, 1) }
                });

            migrationBuilder.CreateIndex(
                name: "IX_ctr_ConsumptionDay_Key",
                table: "ctr_ConsumptionDay",
                columns: new[] { "Day", "OfMonth", "BorderHour", "Category", "Basis", "Reason", "Meta", "MetaCategory", "TariffCharges", "Template", "ReceptionId", "Late" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ctr_ConsumptionVersion_Month_Number",
                table: "ctr_ConsumptionVersion",
                columns: new[] { "Month", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ctr_EssentialOnly_Number",
                table: "ctr_EssentialOnly",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ctr_MessageExport_AskedByUserId_Id",
                table: "ctr_MessageExport",
                columns: new[] { "AskedByUserId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_ctr_MessageExport_State_Id",
                table: "ctr_MessageExport",
                columns: new[] { "State", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_ctr_MessageExportPart_ExportId_Attempt_Position",
                table: "ctr_MessageExportPart",
                columns: new[] { "ExportId", "Attempt", "Position" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ctr_MeteredChange_DayId_MessageId",
                table: "ctr_MeteredChange",
                columns: new[] { "DayId", "MessageId" });

            migrationBuilder.CreateIndex(
                name: "IX_ctr_MeteredChange_MessageId",
                table: "ctr_MeteredChange",
                column: "MessageId");

            migrationBuilder.CreateIndex(
                name: "IX_ctr_MeteredMessage_DayId_MessageId",
                table: "ctr_MeteredMessage",
                columns: new[] { "DayId", "MessageId" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ctr_ConsumptionProgress");

            migrationBuilder.DropTable(
                name: "ctr_ConsumptionVersion");

            migrationBuilder.DropTable(
                name: "ctr_EssentialOnly");

            migrationBuilder.DropTable(
                name: "ctr_MessageExportPart");

            migrationBuilder.DropTable(
                name: "ctr_MeteredChange");

            migrationBuilder.DropTable(
                name: "ctr_MeteredMessage");

            migrationBuilder.DropTable(
                name: "ctr_TariffRule");

            migrationBuilder.DropTable(
                name: "ctr_MessageExport");

            migrationBuilder.DropIndex(
                name: "IX_ctr_ConsumptionDay_Key",
                table: "ctr_ConsumptionDay");

            migrationBuilder.DropColumn(
                name: "InWindow",
                table: "msg_Message");

            migrationBuilder.DropColumn(
                name: "ReceptionId",
                table: "msg_Message");

            migrationBuilder.DropColumn(
                name: "Template",
                table: "msg_Message");

            migrationBuilder.DropColumn(
                name: "TemplateCategory",
                table: "msg_Message");

            migrationBuilder.DropColumn(
                name: "Basis",
                table: "ctr_ConsumptionDay");

            migrationBuilder.DropColumn(
                name: "BorderHour",
                table: "ctr_ConsumptionDay");

            migrationBuilder.DropColumn(
                name: "Meta",
                table: "ctr_ConsumptionDay");

            migrationBuilder.DropColumn(
                name: "MetaCategory",
                table: "ctr_ConsumptionDay");

            migrationBuilder.DropColumn(
                name: "OfMonth",
                table: "ctr_ConsumptionDay");

            migrationBuilder.DropColumn(
                name: "TariffCharges",
                table: "ctr_ConsumptionDay");

            migrationBuilder.CreateIndex(
                name: "IX_ctr_ConsumptionDay_Day_Category_Reason_Template_ReceptionId_Late",
                table: "ctr_ConsumptionDay",
                columns: new[] { "Day", "Category", "Reason", "Template", "ReceptionId", "Late" },
                unique: true);
        }
    }
}
