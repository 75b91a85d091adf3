/**
 * The first VerdeMuse, measured on a machine like the ones this runs on. It did not start as published, so these are
 * figures of a copy repaired by hand (imports, the loading of its index, one indentation), with one thread, which is
 * its better side. "plain" is its first state, "optimised" the one that the performance report led to.
 */
export const FIRST_VERDEMUSE = {
  chatWithoutModelTime: 'p50 31 / p95 39 ms plain; 100 / 161 optimised',
  chatWithModelAt400Ms: 'p50 433 / p95 438 ms plain; 881 / 917 optimised',
  chatsPerSecond32Clients: '31.9/s plain; 21.9 optimised (it had no working cache of whole answers)',
  modelChatsPerSecond32Clients: '2.3/s plain; 2.2 optimised',
  memory: '1,354 MB plain; 1,396 optimised (one worker, end of its benchmark)',
  database: 'none: conversations in memory, or in Redis',
  firstPaint: 'median 1,490 ms plain; 1,274 optimised',
  interactive: 'median 2,595 ms plain; 2,536 optimised',
  bundle: '2,917 kB plain; 2,937 optimised, sent uncompressed',
  pageMemory: '12–14 MB plain; 13–14 optimised (Streamlit page)',
  startup: 'median 12,900 ms plain; 13,700 optimised',
  embeddingCache: 'none: every text was embedded again',
  vectorSearch: 'p50 9.1 / p95 11.8 ms at 50k (flat index)',
  embeddingSpeed: '35.2 texts/s of about 357 characters',
} as const
