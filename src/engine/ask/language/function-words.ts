/**
 * The words each language cannot do without, the most frequent ones that few others share. Thirty are enough: a
 * message of twenty words holds about eight of its own language's.
 */
export const FUNCTION_WORDS: Readonly<Record<string, string>> = {
  en: 'the and is are was to of my your you it i in for with on that have has this can how what when please not do does would be an at from if but',
  de: 'der die das und ist ich nicht mit ein eine einen für auf zu wie kann wann bitte mein meine sie es habe haben wir ihr von im dem den auch noch oder wird bei danke aber',
  fr: 'le la les et est je ne pas un une pour dans avec vous nous mon ma mes ce que qui comment quand sur du des au il elle bonjour merci plus votre être ai sont',
  es: 'el la los las y es yo no un una para en con mi mis que cómo cuándo por favor del al se lo su qué está hola gracias puedo tengo pero cuánto más ha',
  it: 'il lo la gli le e è io non un una per nel con mio mia che come quando di del della al si sono ho grazie buongiorno posso anche questo ma più quanto vorrei dalla',
  pt: 'o a os as e é eu não um uma para em com meu minha que como quando por favor do da ao se olá obrigado obrigada posso tenho mas está quanto são dos você vocês',
  nl: 'de het een en is ik niet met voor op mijn kan hoe wanneer van dat dit zijn heb hebben wij je jullie ook maar bij aan er naar graag alvast bedankt wat',
  sv: 'och är jag inte en ett för på med min mitt mina att det den som kan hur när har vi ni av till från om men tack hej eller',
  da: 'og er jeg ikke en et for på med min mit mine at det den som kan hvordan hvornår har vi af til fra om men tak hej eller jeres',
  nb: 'og er jeg ikke en et for på med min mitt mine at det den som kan hvordan når har vi av til fra om men takk hei eller dere hva',
  fi: 'ja on ei että se en minun voin miten milloin mutta kun olen kiitos hei ovat tämä mikä jos myös kuin mitä onko ole',
  pl: 'i jest nie na w z do się że jak kiedy mój moja czy to mam proszę dzień dobry od po za ale są przez dla dziękuję mogę czy już',
  cs: 'a je ne na v s do se že jak kdy můj moje to mám prosím dobrý den od po za ale jsou pro děkuji mohu jsem nebo co si můžete',
  hu: 'a az és nem is egy hogy van én mikor kérem köszönöm de meg ha már csak vagy mi nekem jó napot szeretném lehet még',
  ro: 'și este nu un o pe la cu de în ce cum când vă rog mulțumesc pentru din mai am sunt bună ziua care dar pot să',
  tr: 've bir bu için ne nasıl değil mi mı ile ben benim var yok ama çok daha lütfen teşekkürler merhaba zaman kadar sipariş olarak',
}
