import type { LanguageWords } from './language-words'

export const FRENCH: LanguageWords = {
  code: 'fr',
  functionWords: `
    le la les un une des de du d l et ou mais en dans au aux à a est sont être avoir ai as avons avez ont que qui quoi
    quel quelle quels quelles comment où quand pourquoi combien si je j tu il elle on nous vous ils elles me m te se s
    mon ma mes votre vos notre nos son sa ses ce c cet cette ces y ne pour par sur avec faire fait puis peux peut
    pouvez pouvons dois doit faut il_y_a est_ce qu n t`,
  lightWords: `
    bonjour merci svp plaît voudrais veux souhaite souhaiterais aimerais possible moyen façon besoin aide question
    étape prend temps prendre`,
  synonyms: `
    annuler annulation résilier résiliation
    commande commander achat
    livraison livrer expédition colis envoi
    prix tarif coût coûte coûter
    mot_de_passe motdepasse
    rembourser remboursement
    retour retourner renvoyer
    changer modifier modification changement
    supprimer effacer suppression
    activer activation
    désactiver désactivation
    connecter connexion
    payer paiement
    facture reçu
    téléphone mobile portable
    abonnement forfait contrat
    réinitialiser oublier
    garantie`,
  opposites: `
    activer | désactiver
    annuler | confirmer
    annuler | renouveler
    acheter | vendre
    acheter | retour
    ouvrir | fermer
    envoyer | recevoir
    livraison | retour
    ajouter | supprimer
    avant | après
    avec | sans
    augmenter | diminuer
    importer | exporter
    entrer | sortir
    express | standard
    plus | moins
    bloquer | débloquer`,
  turningWords: `
    arrêter modifier supprimer perdre garder avant après dernier prochain autre premier ancien vérifier comparer
    partager suivre`,
  carrierWords: `
    compte page fichier format argent date article produit système service numéro`,
  neutralWords: `envoyer`,
  phrases: `
    mot de passe = motdepasse
    e mail = email
    est ce que = estceque`,
  irregular: `
    annulé annuler
    oublié oublier
    payé payer`,
  negations: `pas sans jamais aucun aucune rien personne non plus_de`,
  facets: `
    why: pourquoi raison cause
    time: quand combien_de_temps quel_délai délai date durée
    price: combien_coûte prix tarif coût coûte c_est_combien frais
    count: combien_de nombre
    frequency: combien_de_fois fréquence
    who: qui`,
  times: `
    lundi
    mardi
    mercredi
    jeudi
    vendredi
    samedi
    dimanche
    hiver
    été_saison
    printemps
    automne
    matin
    soir nuit
    demain
    hier
    jour
    semaine
    mois
    année an`,
  quantities: `
    tous toutes tout
    seulement uniquement
    moitié
    double
    plusieurs
    deuxième second`,
  persons: `
    collègue
    ami amie
    enfant enfants
    mère
    père
    client clients`,
  numbers: `
    deux 2
    trois 3
    quatre 4
    cinq 5
    six 6
    sept 7
    huit 8
    neuf 9
    dix 10
    douze 12`,
  speaker: 'je j nous moi',
  addressee: 'vous tu',
  directionsFrom: 'depuis',
  directionsTo: 'vers',
  endings: ['ements', 'ement', 'ations', 'ation', 'ées', 'és', 'ée', 'er', 'es', 'é', 'e', 's'],
}
