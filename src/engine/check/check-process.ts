import { connectReader } from '../db/open-database'
import { examineFile } from '../knowledge/examine-file'
import type { IndexCheck } from '../knowledge/knowledge'
import { bePolite } from '../processes/be-polite'
import { serveHelper } from '../processes/serve-helper'

/** Reads one data file and ends with whoever asked: its memory, and minutes of work on large files, are nobody else's. */
bePolite()

serveHelper(async (message) => examine((message as { readonly file: string }).file))

function examine(file: string): IndexCheck[] {
  const db = connectReader(file, { makesTemporary: true })
  try {
    return examineFile(db)
  } finally {
    db.close()
  }
}
