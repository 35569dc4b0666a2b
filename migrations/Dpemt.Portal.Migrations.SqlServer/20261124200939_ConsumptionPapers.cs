using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dpemt.Portal.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class ConsumptionPapers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ctr_MessageExport",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    To = table.Column<DateOnly>(type: "date", nullable: false),
                    Format = table.Column<int>(type: "int", nullable: false),
                    State = table.Column<int>(type: "int", nullable: false),
                    Rows = table.Column<long>(type: "bigint", nullable: false),
                    Expected = table.Column<long>(type: "bigint", nullable: false),
                    Bytes = table.Column<long>(type: "bigint", nullable: false),
                    Attempt = table.Column<int>(type: "int", nullable: false),
                    ClaimedUntil = table.Column<DateTime>(type: "datetime2", nullable: true),
                    AskedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    AskedByUserId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    AskedByName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    EndedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    ExpiresAt = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ctr_MessageExport", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ctr_MessageExportPart",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    ExportId = table.Column<long>(type: "bigint", nullable: false),
                    Attempt = table.Column<int>(type: "int", nullable: false),
                    Position = table.Column<int>(type: "int", nullable: false),
                    Content = table.Column<byte[]>(type: "varbinary(max)", nullable: false)
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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ctr_MessageExportPart");

            migrationBuilder.DropTable(
                name: "ctr_MessageExport");
        }
    }
}
