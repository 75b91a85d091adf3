const QUESTIONS = /^(?:questions?|q|frage|fragen|pregunta|domanda|vraag|pergunta|faq)$/iu
const ANSWERS =
  /^(?:answers?|a|antwort|antworten|réponse|reponse|respuesta|risposta|antwoord|resposta|reply)$/iu

/** A table of questions and their answers: each row stays whole, so that neither is found without the other. */
export function isQuestionTable(header: readonly string[]): boolean {
  const names = header.map((name) => name.trim())
  return names.some((name) => QUESTIONS.test(name)) && names.some((name) => ANSWERS.test(name))
}
