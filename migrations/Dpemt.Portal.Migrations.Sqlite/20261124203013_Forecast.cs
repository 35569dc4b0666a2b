using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dpemt.Portal.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Forecast : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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

            migrationBuilder.CreateIndex(
                name: "IX_ctr_EssentialOnly_Number",
                table: "ctr_EssentialOnly",
                column: "Number",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ctr_EssentialOnly");
        }
    }
}
