/**
 * What a helper process needs before its first request. One that cannot get it ends: kept, it would fail every request
 * to come, while a new process loads its libraries anew.
 */
export async function prepareOrEnd<T>(
  prepare: () => Promise<T>,
  end: () => void = () => process.exit(1),
): Promise<T> {
  try {
    return await prepare()
  } catch (thrown) {
    end()
    throw thrown
  }
}
