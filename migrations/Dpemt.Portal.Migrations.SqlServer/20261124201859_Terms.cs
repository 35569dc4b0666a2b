using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dpemt.Portal.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Terms : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ctr_IndexValue",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Month = table.Column<DateOnly>(type: "date", nullable: false),
                    Number = table.Column<int>(type: "int", nullable: false),
                    Percent = table.Column<decimal>(type: "decimal(19,4)", precision: 19, scale: 4, nullable: false),
                    Source = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false),
                    ByUserId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    ByName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ctr_IndexValue", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ctr_PriceAdjustment",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Kind = table.Column<int>(type: "int", nullable: false),
                    RequestedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    DocumentId = table.Column<long>(type: "bigint", nullable: true),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    WindowEnd = table.Column<DateOnly>(type: "date", nullable: false),
                    Provisional = table.Column<bool>(type: "bit", nullable: false),
                    SettlesId = table.Column<long>(type: "bigint", nullable: true),
                    Memory = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false),
                    ByUserId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    ByName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ctr_PriceAdjustment", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ctr_TermsProposal",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Origin = table.Column<int>(type: "int", nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    Changes = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Instrument = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false),
                    InstrumentOn = table.Column<DateOnly>(type: "date", nullable: false),
                    DocumentId = table.Column<long>(type: "bigint", nullable: true),
                    Reason = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    CeilingReason = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    AdjustmentId = table.Column<long>(type: "bigint", nullable: true),
                    State = table.Column<int>(type: "int", nullable: false),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false),
                    ByUserId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    ByName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    DecidedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    DecidedByUserId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    DecidedByName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    DecisionReason = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ctr_TermsProposal", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ctr_TermsVersion",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Number = table.Column<int>(type: "int", nullable: false),
                    Origin = table.Column<int>(type: "int", nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    Changes = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Instrument = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false),
                    InstrumentOn = table.Column<DateOnly>(type: "date", nullable: false),
                    DocumentId = table.Column<long>(type: "bigint", nullable: true),
                    ProposalId = table.Column<long>(type: "bigint", nullable: false),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false),
                    ProposedByName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    ApprovedByUserId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    ApprovedByName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ctr_TermsVersion", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ctr_IndexValue_Month_Number",
                table: "ctr_IndexValue",
                columns: new[] { "Month", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ctr_TermsProposal_State_Id",
                table: "ctr_TermsProposal",
                columns: new[] { "State", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_ctr_TermsVersion_Number",
                table: "ctr_TermsVersion",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ctr_TermsVersion_ProposalId",
                table: "ctr_TermsVersion",
                column: "ProposalId",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ctr_IndexValue");

            migrationBuilder.DropTable(
                name: "ctr_PriceAdjustment");

            migrationBuilder.DropTable(
                name: "ctr_TermsProposal");

            migrationBuilder.DropTable(
                name: "ctr_TermsVersion");
        }
    }
}
