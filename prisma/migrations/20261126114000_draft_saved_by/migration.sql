-- AlterTable
ALTER TABLE "pipelines" ADD COLUMN "draft_saved_by" TEXT;
