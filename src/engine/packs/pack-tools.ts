import type { PackBuild, PackVerification } from '@shared/packs'
import type { Embedder } from '../embed/embedder'
import type { Knowledge } from '../knowledge/knowledge'
import type { PackedDocuments } from '../knowledge/packed-documents'
import { type BuildInput, buildPack, vectorsOfIssue } from './build-pack'
import { createKeyFiles, signPackFile, verifyPackFile } from './pack-files'

export interface PackToolsOptions {
  readonly knowledge: Knowledge
  readonly documents: PackedDocuments
  readonly embedder: Embedder
  readonly appVersion: string
}

/** What an administrator does with packs. Expected faults of files are in the results, or bad_request in words. */
export interface PackTools {
  createKey(file: string): Promise<{ publicKey: string; publicFile: string }>
  sign(file: string, keyFile: string, signal: AbortSignal): Promise<{ publicKey: string }>
  verify(file: string, key: string | null, signal: AbortSignal): Promise<PackVerification>
  /** Takes the vectors of an issue that is there; returns how many. */
  prepareBuild(file: string, signal: AbortSignal): Promise<number>
  build(input: BuildInput, signal: AbortSignal): Promise<PackBuild>
}

export function createPackTools({ knowledge, documents, embedder, appVersion }: PackToolsOptions): PackTools {
  return {
    createKey: createKeyFiles,
    sign: signPackFile,
    verify: verifyPackFile,
    async prepareBuild(file, signal) {
      const { model } = embedder
      if (!model) return 0
      let vectorCount = 0
      for await (const vectors of vectorsOfIssue(file, model, signal)) {
        knowledge.putAll([], { modelId: model.id, vectors })
        vectorCount += vectors.length
      }
      return vectorCount
    },
    build: (input, signal) =>
      buildPack(input, { documents, model: embedder.model, builtWith: appVersion, signal }),
  }
}
