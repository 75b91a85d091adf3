/** Things of one kind, a line each: who asks about the one is not helped by what holds for another. See language-words. */
export const ENGLISH_KINDS = `
  red blue green yellow black white grey gray brown pink purple orange violet beige turquoise silver gold navy
  wood wooden metal steel plastic glass ceramic leather cotton wool silk linen polyester paper cardboard stone marble concrete rubber bamboo aluminium iron copper brass velvet denim cashmere oak pine walnut porcelain
  spain italy france germany austria switzerland turkey greece portugal poland sweden norway denmark finland ireland england scotland wales uk usa canada mexico brazil china japan india australia vietnam thailand egypt morocco croatia netherlands belgium hungary russia korea
  dog cat rabbit bird hamster horse fish parrot turtle snake hedgehog ferret cow pig chicken
  shirt trousers jeans skirt dress jacket coat jumper sweater shoe boot sandal sock hat cap glove scarf belt tie suit bra blouse hoodie swimsuit pyjamas vest
  chair table sofa bed desk wardrobe shelf lamp mattress carpet curtain drawer bench mirror cupboard stool
  phone laptop tablet printer camera watch television monitor keyboard mouse router speaker headphones console scanner projector smartwatch earbuds
  fridge oven dishwasher toaster kettle microwave freezer blender hob vacuum dryer washer
  apple pear banana cherry strawberry grape lemon tomato potato carrot onion cucumber pepper lettuce mushroom
  coffee tea juice wine beer water milk soda lemonade
  bread cake pizza pasta rice soup salad sandwich burger cheese meat fish egg chocolate
  orchid rose tulip fern cactus ficus monstera aloe basil lavender ivy hydrangea lily palm succulent rosemary mint thyme
  kitchen bathroom bedroom cellar attic balcony garden garage hallway lounge
  head neck shoulder arm elbow hand finger back hip knee leg foot toe eye ear nose mouth tooth stomach heart skin
  bus train tram ferry plane taxi metro ship bicycle bike car van motorcycle motorbike flight airplane scooter truck
  football tennis yoga swimming running cycling basketball golf pilates boxing climbing skiing
  english german french spanish italian portuguese dutch polish turkish russian chinese japanese arabic
  csv pdf xlsx xls json xml docx doc png jpg jpeg gif zip svg html txt
  chrome firefox safari edge opera
  windows mac macos linux android ios ubuntu
  paypal visa mastercard klarna amex stripe cash creditcard debitcard giftcard directdebit cheque cryptocurrency bitcoin
  facebook instagram twitter tiktok linkedin youtube whatsapp telegram pinterest
  dhl ups fedex hermes dpd gls
  passport visa birthcertificate drivinglicence identitycard
  euro dollar pound franc yen
  breakfast lunch dinner brunch
  north south east west
  shampoo conditioner soap lotion toothpaste deodorant perfume lipstick mascara sunscreen
  hammer drill saw screwdriver ladder wrench
  filter brush hose wheel handle lid belt cable screen button motor bulb hinge lock pump nozzle blade
  library parking bank loyalty gift sim student business
  maths history physics chemistry biology geography
  guitar piano violin drum flute trumpet
  diesel petrol electric hybrid
  frame lens
  colour size length width height weight depth
  name address email phone password username birthday photo signature
  front rear side
  bronze platinum diamond
  basic pro enterprise team premium family
  staging production sandbox
  flour sugar salt butter oil
  mortgage loan overdraft pension
  sim esim
  letter icon image
  newsletter text_message letter
  newest oldest
  concert theatre opera cinema museum zoo
  contact calendar email folder
  savings checking brokerage
  expense salary pension
  holiday sick parental
  express standard
`
