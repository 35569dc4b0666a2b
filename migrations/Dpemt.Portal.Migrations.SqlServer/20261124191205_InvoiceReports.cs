using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dpemt.Portal.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class InvoiceReports : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "IssuerCnpj",
                table: "ctr_Invoice",
                type: "nvarchar(14)",
                maxLength: 14,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Origin",
                table: "ctr_Invoice",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "StandingKey",
                table: "ctr_Invoice",
                type: "nvarchar(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ctr_UsageReport",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    InvoiceId = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false),
                    DocumentId = table.Column<long>(type: "bigint", nullable: false),
                    Sha256 = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    ByMessage = table.Column<bool>(type: "bit", nullable: false),
                    Rows = table.Column<int>(type: "int", nullable: false),
                    ImportedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    CompletedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    ImportedByUserId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    ImportedByName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ctr_UsageReport", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ctr_UsageReport_ctr_Invoice_InvoiceId",
                        column: x => x.InvoiceId,
                        principalTable: "ctr_Invoice",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ctr_UsageReportLine",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    ReportId = table.Column<long>(type: "bigint", nullable: false),
                    Row = table.Column<int>(type: "int", nullable: false),
                    Item = table.Column<int>(type: "int", nullable: true),
                    Description = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false),
                    Quantity = table.Column<long>(type: "bigint", nullable: false),
                    UnitPrice = table.Column<decimal>(type: "decimal(19,4)", precision: 19, scale: 4, nullable: true),
                    Value = table.Column<decimal>(type: "decimal(19,4)", precision: 19, scale: 4, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ctr_UsageReportLine", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ctr_UsageReportLine_ctr_UsageReport_ReportId",
                        column: x => x.ReportId,
                        principalTable: "ctr_UsageReport",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ctr_UsageReportMessage",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    ReportId = table.Column<long>(type: "bigint", nullable: false),
                    Row = table.Column<int>(type: "int", nullable: false),
                    WamidIndex = table.Column<byte[]>(type: "varbinary(16)", maxLength: 16, nullable: false),
                    Wamid = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    At = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Category = table.Column<int>(type: "int", nullable: false),
                    Delivered = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ctr_UsageReportMessage", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ctr_UsageReportMessage_ctr_UsageReport_ReportId",
                        column: x => x.ReportId,
                        principalTable: "ctr_UsageReport",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ctr_Invoice_StandingKey",
                table: "ctr_Invoice",
                column: "StandingKey",
                unique: true,
                filter: "\"StandingKey\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_ctr_UsageReport_InvoiceId_Version",
                table: "ctr_UsageReport",
                columns: new[] { "InvoiceId", "Version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ctr_UsageReportLine_ReportId_Row",
                table: "ctr_UsageReportLine",
                columns: new[] { "ReportId", "Row" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ctr_UsageReportMessage_ReportId_Row",
                table: "ctr_UsageReportMessage",
                columns: new[] { "ReportId", "Row" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ctr_UsageReportMessage_ReportId_WamidIndex",
                table: "ctr_UsageReportMessage",
                columns: new[] { "ReportId", "WamidIndex" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ctr_UsageReportLine");

            migrationBuilder.DropTable(
                name: "ctr_UsageReportMessage");

            migrationBuilder.DropTable(
                name: "ctr_UsageReport");

            migrationBuilder.DropIndex(
                name: "IX_ctr_Invoice_StandingKey",
                table: "ctr_Invoice");

            migrationBuilder.DropColumn(
                name: "IssuerCnpj",
                table: "ctr_Invoice");

            migrationBuilder.DropColumn(
                name: "Origin",
                table: "ctr_Invoice");

            migrationBuilder.DropColumn(
                name: "StandingKey",
                table: "ctr_Invoice");
        }
    }
}
