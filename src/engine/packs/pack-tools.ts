import type { PackBuild, PackVerification } from '@shared/packs'
import type { Embedder } from '../embed/embedder'
import type { Knowledge } from '../knowledge/knowledge'
import type { PackedDocuments } from '../knowledge/packed-documents'
import { type BuildInput, buildPack, readIssue, vectorsOfIssue } from './build-pack'
import { assertCanWriteBeside, createKeyFiles, readSigner, signPackFile, verifyPackFile } from './pack-files'

export interface PackToolsOptions {
  readonly knowledge: Knowledge
  readonly documents: PackedDocuments
  readonly embedder: Embedder
  readonly appVersion: string
}

export interface PackTarget {
  readonly file: string
  /** The private key; null builds a pack that is not signed. */
  readonly keyFile: string | null
}

/** What an administrator does with packs. Expected faults of files are in the results, or bad_request in words. */
export interface PackTools {
  createKey(file: string): Promise<{ publicKey: string; publicFile: string }>
  sign(file: string, keyFile: string, signal: AbortSignal): Promise<{ publicKey: string }>
  verify(file: string, key: string | null, signal: AbortSignal): Promise<PackVerification>
  /** Takes the vectors of an issue that is there; returns how many. Throws bad_request for what `build` could not do. */
  prepareBuild(target: PackTarget, signal: AbortSignal): Promise<number>
  /** The pack is signed before it is put in its place: nobody who looks there meets one without. */
  build(input: BuildInput & PackTarget, signal: AbortSignal): Promise<PackBuild>
}

export function createPackTools({ knowledge, documents, embedder, appVersion }: PackToolsOptions): PackTools {
  return {
    createKey: createKeyFiles,
    sign: signPackFile,
    verify: verifyPackFile,
    async prepareBuild({ file, keyFile }, signal) {
      if (keyFile !== null) await readSigner(keyFile)
      await assertCanWriteBeside(file)
      await readIssue(file, signal)
      const { model } = embedder
      if (!model) return 0
      let vectorCount = 0
      for await (const vectors of vectorsOfIssue(file, model, signal)) {
        knowledge.putAll([], { modelId: model.id, vectors })
        vectorCount += vectors.length
      }
      return vectorCount
    },
    async build(input, signal) {
      const { file, keyFile } = input
      const sign = keyFile === null ? null : await readSigner(keyFile)
      const options = { documents, model: embedder.model, builtWith: appVersion, sign, signal }
      const built = await buildPack(input, options)
      // the issue that is there may have no signature, or that of an earlier key
      if (keyFile !== null && built.kind === 'unchanged') await signPackFile(file, keyFile, signal)
      return built
    },
  }
}
