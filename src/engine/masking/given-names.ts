/**
 * Common given names of Europe and the Americas, and some of elsewhere. Alone they are a hint only: with a family name
 * behind, or where a letter names its writer, they are masked.
 */
const NAMES = `
  aaron abigail adam adrian adriana agnes ahmed aisha alain alan albert alberto alejandra alejandro aleksander alessandra
  alessandro alessia alex alexander alexandra alexandre alexis alfred ali alice alicia alina alison allison alma amal
  amanda amandine amelia amelie amina amir amy ana anastasia anders andre andrea andreas andrei andrew andrzej angela
  angelika angelo anita anja ann anna annabel anne annette annika anthony antoine anton antonia antonio antti anya
  arjun arnaud arthur astrid asma aurelie ayse bart barbara bartosz beata beatrice beatriz ben benedikt benjamin bernard
  bernd bert beth betty bianca bill birgit bjorn bob bogdan boris brandon brenda brian bridget brigitte bruce bruno
  camila camille carina carl carla carlo carlos carmen carol carole caroline carolina catalina caterina catherine
  cecile cecilia celia celine charles charlotte chen chiara chloe chris christa christian christiane christina christine
  christoph christophe christopher cindy claire clara clarissa claude claudia claudio clement colin concepcion connor
  conny corinna corinne cristian cristina cynthia dagmar damien dan dana daniel daniela danielle danny dario david
  davide deborah deepak delphine denis denise dennis derek diana diane diego dieter dimitri dirk dmitri dolores dominic
  dominik dominique donald donna dora doris dorothea dorothy douglas duncan dylan eduard eduardo edward eileen elaine
  elena eleonora eleni eli elias elif elisa elisabeth elise eliza elizabeth ella ellen elodie elsa emanuel emil emilia
  emilie emily emma emmanuel emre enrico enrique eric erica erik erika erin ernst esra esteban esther ethan eugen eva
  evelyn ewa fabian fabien fabio fabrice farid fatima federica federico felicia felipe felix ferdinand fernanda fernando
  filip finn fiona florence florian francesca francesco francis francisca francisco franck francois francoise frank
  franz fred frederic frederik friedrich gabriel gabriela gareth gary gavin gemma geoffrey george georges georgia gerald
  gerard gerd gerhard gert gilbert gilles giorgio giovanni giulia giuseppe gloria gonzalo gordon graham greg gregor
  gregory greta guido guillaume guillermo gunther gustav guy hamza hanna hannah hans harald harriet harry hassan hector
  heidi heike heinz helen helena helene helga helmut hendrik henri henrik henry herbert hermann hilda hiroshi holger
  horst howard hubert hugo huseyin ian ibrahim ignacio igor ilse imran ines inga inge ingrid irene irina isabel isabella
  isabelle ivan jack jacob jacqueline jacques jaime jake jakob jakub james jamie jan jana jane janet janine jannik
  jasper javier jean jeanne jeff jeffrey jelena jennifer jenny jens jeremy jerome jessica jesus jill jim jimena joachim
  joan joanna joao jochen joe joel joelle johan johanna johannes john jon jonas jonathan jorge jose josef joseph
  josephine josh joshua josip juan juana judith julia julian juliana julie julien julio jurgen justin justine kai kamil
  karen karim karin karina karl karla karolina kasia katarina katarzyna kate katerina katharina katherine kathleen
  kathrin kathryn kathy katja katrin kay keith kelly ken kenneth kerstin kevin khalid kim kimberly kirsten klaus
  konstantin kristen kristian kristin kristina kristof kurt kyle lara larissa larry lars laura lauren laurence laurent
  lea leah lee leila lena leo leon leonardo leonie leticia lewis liam lidia liliana linda lindsay lisa liza lorena
  lorenzo louis louisa louise luca lucas lucia lucie lucy luis luisa luise lukas luke lydia maarten maciej madeleine
  magda magdalena magnus malgorzata malik manfred manon manuel manuela marc marcel marcela marcin marco marcos marcus
  margaret margarita margot maria marianne marie marilyn marina mario marion marisa marius marjorie marlene marta martha
  martin martina martine mary mateo mateusz mathias mathieu mathilde matteo matthew matthias matthieu maureen maurice
  max maxime maya megan mehmet melanie melissa mercedes mia michael michal michel michele micheline michelle miguel
  mikael mike mila milan milena miriam mohamed mohammed moira monica monika monique morgan moritz murat mustafa nadia
  nadine nancy naomi natalia natalie natasha nathalie nathan neil nelson nicholas nick nicola nicolas nicole niels
  nikita nikolai nikolaus nils nina noah noel noemi nora norbert norma norman nuria olaf oleg olga oliver olivia olivier
  omar oscar oskar osman otto owen pablo paige pamela paola paolo pascal patricia patrick patrik paul paula pauline
  paulo pavel pedro peggy penelope per peter petra philip philipp philippe phillip pia piero pierre pietro pilar piotr
  priya rachel rafael rainer ralf ralph ramon raphael raquel rashid raul raymond rebecca regina reinhard renate rene
  ricardo riccardo richard rita robert roberta roberto robin rodrigo roger roland rolf roman romain ron ronald rosa
  rosalie rosemary ross roxana ruben rudolf rupert russell ruth ryan sabina sabine salvador salvatore sam samantha
  samir samuel sandra sandrine sanjay sara sarah scott sean sebastian sebastien serge sergei sergio shane sharon sheila
  shirley sibylle sigrid silke silvia simon simona simone sofia sofie solange sonia sonja sophia sophie soren stanislav
  stefan stefania stefanie steffen stella stephan stephane stephanie stephen steve steven stuart sue sunil susan susana
  susanne suzanne svea sven svenja sylvain sylvia sylvie tamara tania tanja tara tatiana ted teresa terry theo theodor
  theresa therese thierry thomas thorsten tim timothy tina tobias todd tom tomas tomasz tony torsten tracy trevor tristan
  udo ulrich ulrike ursula ute uwe valentin valentina valeria valerie vanessa vera veronica veronika veronique vicente
  victor victoria viktor vincent vincenzo virginia virginie vivian vladimir volker walter wanda wei wendy werner wilhelm
  william wojciech wolfgang xavier yasmin yannick yolanda yves yvonne yusuf zoe zofia zsofia zuzana`

export const GIVEN_NAMES: ReadonlySet<string> = new Set(NAMES.trim().split(/\s+/))

/** "Müller" and "José" as the list spells them. */
export function isGivenName(word: string): boolean {
  const plain = word
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/ø/g, 'o')
    .replace(/ß/g, 'ss')
    .toLowerCase()
  return GIVEN_NAMES.has(plain) || plain.split('-').every((part) => GIVEN_NAMES.has(part))
}
