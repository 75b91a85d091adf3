import type { LanguageWords } from './language-words'

export const GERMAN: LanguageWords = {
  code: 'de',
  functionWords: `
    der die das den dem des ein eine einen einem einer eines und oder aber in im an am auf zu zum zur bei beim mit
    ist sind war wird werden wurde habe hat haben hatte kann können könnte darf muss müssen soll wie was wo wann
    warum wer wem wen welche welcher welches wenn als dass ob es er sie wir ihr ich du mich mir mein meine meinen
    meinem meiner meines ihre ihren ihrem unser unsere sich so auch noch schon nur doch bitte man für durch um aus
    über unter dieser diese dieses sein bin bekomme gibt geht denn da hier dann eigentlich beträgt`,
  lightWords: `
    bitte hallo danke möchte will würde gern gerne brauche möglich möglichkeit weg schritt schritte anleitung
    frage hilfe machen mache tun bekommen neu neues neuer geben gehen funktionieren benutzen verwenden viel viele
    lange lang tag tage`,
  synonyms: `
    kündigen kündigung beenden stornieren abbestellen
    stornieren stornierung abbrechen widerrufen
    passwort kennwort
    lieferung paket sendung bestellung zustellung versand liefern ankommen lieferzeit
    lieferzeit dauern dauert
    bestellung auftrag bestellen kaufen
    rückgabe zurückgeben zurückschicken zurücksenden rücksendung retoure
    rückerstattung erstattung geld_zurück erstatten
    ändern wechseln anpassen bearbeiten änderung
    zurücksetzen setze_zurück vergessen neues_passwort
    löschen entfernen
    aktivieren einschalten anschalten
    deaktivieren ausschalten abschalten
    anmelden einloggen anmeldung
    abmelden ausloggen
    registrieren registrierung konto_anlegen
    rechnung quittung
    kosten preis gebühr kostet
    gutschein rabattcode gutscheincode
    handy mobiltelefon smartphone
    telefon anruf anrufen
    vertrag abo abonnement
    konto benutzerkonto
    garantie gewährleistung
    reparieren beheben
    kaputt defekt beschädigt
    verlängern verlängerung erneuern
    bezahlen zahlen zahlung
    adresse anschrift
    hinzufügen ergänzen
    herunterladen download
    hochladen upload
    öffnungszeiten geöffnet
    giessen gießen wässern`,
  opposites: `
    aktivieren | deaktivieren
    einschalten | ausschalten
    kündigen | verlängern
    kündigen | bestätigen
    öffnen | schließen
    kaufen | verkaufen
    kaufen | zurückgeben
    senden | empfangen
    lieferung | rückgabe
    hinzufügen | löschen
    erhöhen | senken
    vor | nach
    mit | ohne
    importieren | exportieren
    hochladen | herunterladen
    sperren | entsperren
    anmelden | abmelden
    innen | außen
    beginn | ende
    mehr | weniger
    ein_konto | kein_konto
    einzahlen | abheben
    mieten | kaufen
    hell | dunkel
    warm | kalt`,
  turningWords: `
    stoppen ändern löschen verlieren behalten verschenken vorher nachher ohne früher später statt letzte nächste andere
    zusätzlich erste alt prüfen vergleichen umbenennen teilen`,
  carrierWords: `
    app konto seite datei format geld datum artikel produkt system service nummer`,
  neutralWords: `senden`,
  phrases: `
    e mail = email
    setze zurück = zurücksetzen
    geld zurück = rückerstattung
    wie viel kostet = kosten
    was kostet = kosten`,
  irregular: `
    vergaß vergessen
    gekauft kaufen
    bestellt bestellen
    bezahlt bezahlen
    gekündigt kündigen
    setze zurücksetzen
    zurück zurücksetzen
    kommt ankommen
    storniert stornieren`,
  negations: `nicht kein keine keinen keinem keiner nie niemals ohne niemand nichts nirgends weder`,
  facets: `
    why: warum wieso weshalb weswegen grund ursache
    time: wann wie_lange wie_viele_tage wie_schnell bis_wann ab_wann frist dauer lieferzeit
    price: was_kostet wie_viel_kostet wieviel_kostet kosten preis gebühr gebühren wie_teuer
    count: wie_viele wieviele anzahl
    frequency: wie_oft häufigkeit
    who: wer wem wen wessen`,
  times: `
    montag
    dienstag
    mittwoch
    donnerstag
    freitag
    samstag
    sonntag
    wochenende
    winter
    sommer
    frühling frühjahr
    herbst
    morgens
    abends nachts
    heute
    gestern
    täglich
    wöchentlich woche
    monatlich monat
    jährlich jahr`,
  quantities: `
    alle jeder jede
    nur
    halb
    doppelt zweimal
    mehrere
    zweite
    über
    unter`,
  persons: `
    kollege kollegin kollegen
    freund freundin
    kind kinder
    mutter
    vater
    partner
    mitarbeiter
    kunde kunden`,
  numbers: `
    zwei 2
    drei 3
    vier 4
    fünf 5
    sechs 6
    sieben 7
    acht 8
    neun 9
    zehn 10
    zwölf 12`,
  speaker: 'ich wir mich mir',
  addressee: 'sie ihnen du euch',
  directionsFrom: 'von aus vom',
  directionsTo: 'nach zu',
  endings: ['en', 'em', 'er', 'es', 'e', 'n', 's', 't'],
}
