import type { Conversation, Message } from '@shared/models'

export function message(changes: Partial<Message> = {}): Message {
  return {
    id: 2,
    conversationId: 1,
    role: 'assistant',
    text: 'Let the top 5 cm dry out. [1]',
    state: 'complete',
    origin: 'model',
    cachedAt: null,
    modelName: 'mistral-small-latest',
    notice: null,
    passages: [],
    droppedCitations: [],
    task: { kind: 'answer' },
    usage: null,
    cachedQuestion: null,
    searchedFor: null,
    feedback: null,
    usedAt: null,
    createdAt: 1_000,
    ...changes,
  }
}

export function question(changes: Partial<Message> = {}): Message {
  return message({
    id: 1,
    role: 'user',
    text: 'Why are the leaves yellow?',
    origin: null,
    modelName: null,
    ...changes,
  })
}

export function conversation(changes: Partial<Conversation> = {}): Conversation {
  return {
    id: 1,
    title: 'Yellow leaves on a monstera',
    isPinned: false,
    isTemporary: false,
    messageCount: 2,
    createdAt: 1_000,
    updatedAt: 1_000,
    ...changes,
  }
}
