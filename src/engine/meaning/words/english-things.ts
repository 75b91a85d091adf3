/** Things and qualities that support of many trades speaks of, each line one meaning. See language-words. */
export const ENGLISH_THINGS = `
  contract agreement
  plan tariff subscription package rate
  subscription plan membership
  package parcel order shipment packet
  box package
  password passcode passphrase
  username
  email mail message
  message mail text
  phone telephone mobile smartphone cellphone handset
  mobile phone
  phone_number mobile_number
  app application program software
  program application app software
  software program app application
  computer pc machine laptop desktop
  device gadget machine
  license licence
  internet connection network online web
  wifi wireless wlan
  network internet
  website site
  web internet online
  browser
  screen display monitor
  picture image photo
  video clip
  file document
  document paper papers file certificate
  folder directory
  account profile
  team workspace group
  member user
  bag luggage baggage suitcase
  flight plane aircraft airplane
  bus coach
  train
  car vehicle automobile
  taxi cab
  rent hire rental
  hotel accommodation
  room
  ticket booking
  seat place
  trip travel journey
  abroad overseas foreign international
  international foreign abroad cross_border
  country state
  address
  store shop branch outlet
  shop store
  money funds cash
  money refund
  funds money
  cash atm money
  atm cash_machine
  loan credit
  credit loan
  limit maximum cap allowance
  maximum limit most max
  minimum least min
  stock share
  share stock
  interest
  tax
  insurance policy cover coverage
  insured insure covered protect insurance cover
  cover include insure coverage covered
  include contain cover included comprise part
  warranty guarantee
  guarantee warranty
  claim
  doctor physician
  tablet pill
  medicine drug medication
  meal food eat eating
  food meal
  drink beverage
  poisonous toxic harmful dangerous poison sick
  soil substrate compost mix earth
  water watering irrigate
  fertilise fertilize feed fertiliser fertilizer
  plant
  cold low freezing minimum
  hot high
  warm hot
  size dimension
  font letter text
  text font
  delay late delayed
  late delayed
  delayed late
  miss missed missing
  theft steal stolen rob
  steal stolen
  lose lost missing
  vacation holiday leave
  holiday vacation
  leave vacation
  salary wage pay
  job position
  course class lesson
  feedback review rating rate opinion evaluate
  review rate feedback rating evaluate
  survive live
  store_location branch
  collect fetch pickup
  own
  recent latest newest
  top first beginning
  sort order arrange list listing
  filter narrow
  archive
  complete finish done finished completed
  finish complete
  early advance
  upfront early before advance
  simcard sim
  after following once afterwards
  before prior
  accidentally mistake accident unintentionally
  automatically automatic auto recurring
  recurring repeat regular automatic
  available possible
  interface screen ui
  language
  version release
  storage disk space
  space storage room
  key code
  identify recognise recognize
  recognise recognize identify know
  unknown unrecognised unfamiliar anonymous
  transaction payment charge booking
  charge payment transaction
  safe secure harmless
  secure safe protect
  security safety
  privacy
  permission right rights access
  role
  rule policy
  condition term
  deadline
  appointment visit meeting
  question
  answer reply respond response
  reply answer
  contact reach call
  call phone ring contact
  complain complaint
  agent representative
  employee staff
  kid child
  refuse decline
  postpone delay reschedule
  earn get receive
  valid good
  expire end lapse run_out
  missing
  wrong incorrect mistaken
  correct right
  entitlement entitled allowance
  entitled entitlement right
  sunlight sun
  indoors inside indoor
  outdoors outside outdoor
  grow cultivate
  descale decalcify limescale descaling
  coffee
  machine maker
  maker machine
  fibre fiber
  colour color
  cancelled canceled
  centre center
  cheque check
  programme program
  travelling traveling travel
  organisation organization company
  company organisation firm business
  external outside
  inside internal within
  spend pay
  gigabyte gb
  megabyte mb
  kilogram kg kilo
  centimetre cm centimeter
  litre liter
  euro eur
  dollar usd
  pound gbp
  degree celsius
  mute
  simultaneously once
  become happen
  lose loss misplace
  choose choice
  grow growth
  die dead death
  pay afford
  weigh weight
  fly flight
  opt choose
  want interested
  laptop notebook
  tv television telly
  fridge refrigerator
  film movie
  flat apartment
  trousers pants
  petrol fuel gasoline
  queue line
  postcode zipcode
  timetable schedule departure
  lift elevator
  metro subway underground
  pricey expensive costly dear
  fine penalty
  customs duty
  discount reduction concession
  instalment installment rate
  recipient payee beneficiary
  passport id identity
  forbid prohibit ban
  assist help
  attempt try
  courier carrier
  parcel mail post letter
  stain spot
  smell odour odor
  leak drip
  noise sound
  cable cord wire
  charger plug
  socket outlet
  baby infant
  pet animal
  dog puppy
  cat kitten
  sick ill unwell
  pain ache hurt
  allergy allergic
  hospital clinic
  learn study
  exam test
  error bug glitch
  spam junk
  dark night
  shortcut hotkey
  chat conversation thread
  ticket case request
  stuck frozen hang
  calculate compute
  reach arrive
  leave depart
  departure leave
  begin open
  end close
  notice announcement
  certificate document proof
  form document
  original first
  part component piece
  tool utility
  page site
  guide manual handbook instruction
  support helpdesk service
  staff team
  opinion comment feedback
  picture screen
  speed fast quick
  bag suitcase
  outside external outdoors
  clothes clothing
  cook prepare
  throw discard dispose
  waste rubbish garbage trash
  recycle dispose
  wait queue
  hurry urgent
  urgent priority
  cancel withdraw
  withdraw leave
  extend lengthen
  split divide
  merge combine join
  compare difference
  approve permit allow
  authorise approve
  entry entrance admission
  admission entry
  exit leave
  attend join visit
  visit come
  host
  travel ride go
  ride travel
  carry bring take
  bring carry take
  wear
  fit suit
  enough sufficient
  complete full whole
  mandatory compulsory obligatory required necessary
  optional voluntary
  valid usable
  evidence proof
  loan borrow
  lend borrow_out
  guarantee promise
  frequency often regular
  sender from_person
  thirst dry
  damp moist humid wet
  humidity moisture
  shade shadow
  light sunlight
  bright sunny
  pest insect bug
  disease illness
  leaf foliage frond
  pot planter container
  seed
  flower bloom blossom
  prune trim cut
  repot transplant
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
