using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dpemt.Portal.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Consumption : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ctr_ConsumptionDay",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    Category = table.Column<int>(type: "int", nullable: false),
                    Reason = table.Column<int>(type: "int", nullable: false),
                    Template = table.Column<string>(type: "nvarchar(512)", maxLength: 512, nullable: false),
                    ReceptionId = table.Column<int>(type: "int", nullable: false),
                    Late = table.Column<bool>(type: "bit", nullable: false),
                    Messages = table.Column<long>(type: "bigint", nullable: false),
                    Charged = table.Column<long>(type: "bigint", nullable: false),
                    Sent = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ctr_ConsumptionDay", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ctr_Invoice",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Number = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Month = table.Column<DateOnly>(type: "date", nullable: false),
                    IssuedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    ProtocolledOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Total = table.Column<decimal>(type: "decimal(19,4)", precision: 19, scale: 4, nullable: false),
                    State = table.Column<int>(type: "int", nullable: false),
                    DocumentId = table.Column<long>(type: "bigint", nullable: true),
                    CorrectsId = table.Column<long>(type: "bigint", nullable: true),
                    Reason = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false),
                    RegisteredAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    RegisteredByUserId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    RegisteredByName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ctr_Invoice", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ctr_InvoiceLine",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    InvoiceId = table.Column<long>(type: "bigint", nullable: false),
                    Position = table.Column<int>(type: "int", nullable: false),
                    Item = table.Column<int>(type: "int", nullable: true),
                    Description = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false),
                    Quantity = table.Column<long>(type: "bigint", nullable: false),
                    UnitPrice = table.Column<decimal>(type: "decimal(19,4)", precision: 19, scale: 4, nullable: false),
                    Value = table.Column<decimal>(type: "decimal(19,4)", precision: 19, scale: 4, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ctr_InvoiceLine", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ctr_InvoiceLine_ctr_Invoice_InvoiceId",
                        column: x => x.InvoiceId,
                        principalTable: "ctr_Invoice",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ctr_ConsumptionDay_Day_Category_Reason_Template_ReceptionId_Late",
                table: "ctr_ConsumptionDay",
                columns: new[] { "Day", "Category", "Reason", "Template", "ReceptionId", "Late" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ctr_Invoice_Month_Id",
                table: "ctr_Invoice",
                columns: new[] { "Month", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_ctr_Invoice_Number",
                table: "ctr_Invoice",
                column: "Number");

            migrationBuilder.CreateIndex(
                name: "IX_ctr_InvoiceLine_InvoiceId_Position",
                table: "ctr_InvoiceLine",
                columns: new[] { "InvoiceId", "Position" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ctr_ConsumptionDay");

            migrationBuilder.DropTable(
                name: "ctr_InvoiceLine");

            migrationBuilder.DropTable(
                name: "ctr_Invoice");
        }
    }
}
