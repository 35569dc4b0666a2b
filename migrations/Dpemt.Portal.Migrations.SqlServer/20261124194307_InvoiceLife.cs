using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dpemt.Portal.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class InvoiceLife : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "Case",
                table: "ctr_Glosa",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Code",
                table: "ctr_Glosa",
                type: "nvarchar(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "InvoiceId",
                table: "ctr_Glosa",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "InvoiceNumber",
                table: "ctr_Glosa",
                type: "nvarchar(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Item",
                table: "ctr_Glosa",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Line",
                table: "ctr_Glosa",
                type: "int",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ctr_InvoiceStep",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    InvoiceId = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false),
                    Act = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    StateBefore = table.Column<int>(type: "int", nullable: false),
                    StateAfter = table.Column<int>(type: "int", nullable: false),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false),
                    ActorUserId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    ActorName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    EventOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Text = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    Memory = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    DocumentId = table.Column<long>(type: "bigint", nullable: true),
                    Amount = table.Column<decimal>(type: "decimal(19,4)", precision: 19, scale: 4, nullable: true),
                    Reference = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Late = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ctr_InvoiceStep", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ctr_InvoiceStep_ctr_Invoice_InvoiceId",
                        column: x => x.InvoiceId,
                        principalTable: "ctr_Invoice",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ctr_PaymentDocument",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    InvoiceId = table.Column<long>(type: "bigint", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    DocumentId = table.Column<long>(type: "bigint", nullable: false),
                    IssuedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    ValidUntil = table.Column<DateOnly>(type: "date", nullable: true),
                    AddedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    AddedByUserId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    AddedByName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ctr_PaymentDocument", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ctr_PaymentDocument_ctr_Invoice_InvoiceId",
                        column: x => x.InvoiceId,
                        principalTable: "ctr_Invoice",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ctr_Glosa_InvoiceId",
                table: "ctr_Glosa",
                column: "InvoiceId");

            migrationBuilder.CreateIndex(
                name: "IX_ctr_InvoiceStep_InvoiceId_Version",
                table: "ctr_InvoiceStep",
                columns: new[] { "InvoiceId", "Version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ctr_PaymentDocument_InvoiceId_Kind_Id",
                table: "ctr_PaymentDocument",
                columns: new[] { "InvoiceId", "Kind", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_ctr_PaymentDocument_Kind_ValidUntil",
                table: "ctr_PaymentDocument",
                columns: new[] { "Kind", "ValidUntil" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ctr_InvoiceStep");

            migrationBuilder.DropTable(
                name: "ctr_PaymentDocument");

            migrationBuilder.DropIndex(
                name: "IX_ctr_Glosa_InvoiceId",
                table: "ctr_Glosa");

            migrationBuilder.DropColumn(
                name: "Case",
                table: "ctr_Glosa");

            migrationBuilder.DropColumn(
                name: "Code",
                table: "ctr_Glosa");

            migrationBuilder.DropColumn(
                name: "InvoiceId",
                table: "ctr_Glosa");

            migrationBuilder.DropColumn(
                name: "InvoiceNumber",
                table: "ctr_Glosa");

            migrationBuilder.DropColumn(
                name: "Item",
                table: "ctr_Glosa");

            migrationBuilder.DropColumn(
                name: "Line",
                table: "ctr_Glosa");
        }
    }
}
