/** More of what letters to support speak of, each line one meaning. See language-words. */
export const ENGLISH_EVERYDAY = `
  speak talk discuss chat converse
  human person agent representative advisor adviser operator
  agent human advisor adviser operator
  typo misspelling spelling mistake
  discount reduced reduction cheaper concession rebate
  trial test probation
  previous past earlier former history
  history past previous log record
  include part contain supply
  charger adapter adaptor
  vacuum hoover
  inform tell notify let_know
  remote remotely home
  slow sluggish ages forever
  lose go disappear vanish missing
  missing go absent incomplete lack
  notice advance warning
  adjacent beside together neighbouring
  together beside adjacent
  heater heating radiator boiler
  heat heating warm
  sublet rent lease
  lease rental tenancy contract
  limit restriction limitation
  theme mode appearance background style
  separate different another other distinct
  separately extra additionally
  failure outage fault
  prove proof evidence
  keep look_after store leave
  person people participant attendee guest
  participant attendee member
  conference meeting call
  spot place slot space
  class course session workout
  spend pay cost
  amount sum total number quantity
  postage shipping
  goods article item product merchandise
  article item product thing
  product item article
  bin trash recycle_bin
  teammate colleague coworker
  boss manager supervisor
  newsletter mailing marketing
  mailing newsletter
  unsubscribe remove stop
  ring call phone
  issue problem trouble
  difficulty problem trouble
  assistance help support
  hurt harm damage injure
  shed drop lose
  drop fall lose
  arrange organise organize
  arrange set_up plan
  enquire ask inquire
  require need
  demand require request
  reason cause
  consequence happen result
  result outcome
  penalty fee charge
  surcharge extra fee
  extra additional further
  additional further more
  proceed go continue
  succeed work
  wrongly mistakenly accidentally
  typed enter
  press push click tap hit
  click press tap select
  tick check mark select
  menu list
  button key
  webpage page site
  online web internet
  chatbot bot robot
  robot bot machine
  supervisor manager boss
  physician doctor gp
  chemist pharmacy drugstore
  prescription recipe
  injection vaccination jab shot vaccine
  surgery operation
  glasses spectacles
  house home apartment flat
  garden yard
  garage parking
  park parking
  road street
  petrol gas
  tyre tire
  lorry truck
  bicycle bike cycle
  motorbike motorcycle
  licence permit
  permit licence permission allow
  fee tuition
  lecture class course
  mark grade score
  timetable schedule plan
  pupil student
  degree diploma certificate
  certificate diploma
  salary pay income earnings wage
  bonus premium
  resign quit leave
  dismiss fire sack
  retire pension
  shift roster rota
  overtime
  expense cost spending
  colleague coworker
  candidate applicant
  interview
  breakdown failure malfunction
  manual instructions handbook
  spare replacement
  battery accumulator
  charge load power
  power electricity current
  bulb lamp light
  lamp light
  tap faucet
  bath shower
  towel
  blanket duvet
  key card
  reception desk
  suite room
  balcony terrace
  view
  quiet silent noiseless
  noisy loud
  crowded busy full
  vacant free available empty
  occupied taken busy
  voucher coupon code
  points credits
  reward bonus gift
  present gift
  gift present
  wrap pack packaging
  packaging wrapping box
  size fit
  colour shade
  fabric material
  blouse shirt top
  jumper sweater pullover
  trainers sneakers
  handbag bag purse
  purse wallet
  wallet purse
  sneaker trainer shoe
  stock available
  preorder order reserve
  restock available
  quality standard
  genuine original authentic
  fake counterfeit
  new unused
  defective faulty broken
  scratch damage
  crack break
  torn damage
  leak drip
  mouldy mold mould
  rotten rot bad
  thirsty dry
  wilt droop hang limp
  yellow pale
  brown
  soggy wet waterlogged
  drainage drain
  spray mist
  cutting propagation propagate
  sprout shoot germinate
  germination germinate sprout
  sow seed plant
  harvest pick
  ripe ready
  weed
  fertiliser feed nutrient
  bugs insects pests gnats
  bug insect
  kill eliminate
  repel avoid
  pesticide spray insecticide
  toxic poisonous
  nontoxic safe
  puppy dog
  kitten cat
  vet veterinarian
  outage down interruption
  down offline unavailable
  unreachable unavailable offline
  lag slow delay
  freeze hang stuck
  black dark
  blank empty white
  flicker flash blink
  blink flash
  resolution quality
  volume loud
  microphone mic
  speaker loudspeaker
  headset headphones earphones
  headphones headset earphones
  webcam camera
  picture photo image
  pic photo picture image
  clip video
  record capture
  stream watch
  subtitle caption
  caption subtitle
  mailbox voicemail inbox
  inbox mailbox
  attachment file
  spreadsheet excel table
  presentation slides
  folder directory
  trash bin
  shared common joint
  joint shared common
  synchronise sync synchronize synchronisation
  sync synchronise synchronize
  duplicate double copy
  permission right access
  administrator admin
  token key
  integration plugin addon extension
  plugin addon extension
  template model sample
  dashboard overview board
  report statistics
  chart graph diagram
  column field
  row line
  cell field
  signature sign
  sender from_name
  recipient receiver addressee
  spouse husband wife partner
  newborn baby
  elderly senior
  wheelchair
  disabled handicapped
  barrier accessible
  accessible barrier_free
`
