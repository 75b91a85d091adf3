/** Words of support in many trades, each line one meaning. See language-words. */
export const ENGLISH_SYNONYMS = `
  cancel terminate quit discontinue annul revoke cancellation termination end stop
  end stop finish terminate expire conclude over ending expiry expiration finished
  close shut closure closing
  open opening launch
  start begin launch commence initiate beginning starting
  continue resume proceed
  pause suspend interrupt hold halt suspension
  renew extend prolong renewal extension prolongation
  change modify edit alter adjust update amend correct fix switch modification alteration amendment revise
  update upgrade_version refresh updating
  switch change move swap transition migrate
  exchange swap replace replacement substitute trade
  upgrade
  downgrade
  delete remove erase wipe clear deletion removal discard
  remove take_away detach strip eliminate
  eliminate combat fight destroy kill eradicate against
  restore recover undelete retrieve reinstate recovery undo restoration recovering
  add insert include append attach enclose addition adding
  invite add invitation inviting
  create make set_up generate build establish creation configure
  configure set_up adjust customise customize configuration setting settings install preference preferences
  install setup installation installing deploy
  uninstall deinstall
  enable activate allow activation on
  activate enable activation working running start
  disable deactivate off deactivation mute silence stop
  mute silence quiet
  block freeze lock ban bar stop reject suspend blocked frozen
  unblock unfreeze unlock
  lock block locked
  allow permit authorise authorize let
  connect link integrate pair attach join integration connection couple hook
  disconnect detach unlink unpair
  link connect associate register
  send transmit dispatch submit mail forward post
  submit file send hand_in lodge provide enter give submitting filing turn_in report
  receive get obtain arrive
  get obtain receive acquire
  obtain get
  buy purchase order acquire invest buying purchasing
  order purchase buy ordering placed
  sell sale selling
  pay payment paying settle
  refund reimburse reimbursement money_back compensation repay refundable refunded
  compensation reimbursement compensate reparation damages entitled owed
  repay repayment clear settle
  return send_back returning returned returns
  deliver delivery ship shipping shipment deliverable send arrive bring
  arrive come reach get_here arrival here
  track follow locate trace tracking status where_is
  find locate search discover look_up see lookup shown written
  show display view see present
  hide conceal
  see view check look_at
  check verify look_up see inspect examine
  verify confirm validate authenticate verification
  confirm approve acknowledge
  book reserve booking reservation schedule arrange request
  reserve book choose select hold
  choose select pick selection choosing selecting
  rebook postpone reschedule move change
  schedule plan arrange set
  sign_in log_in login signin signing
  signin login access
  signout logout
  signup register enroll enrol registration enrolment enrollment sign apply join
  register signup enroll registration record
  apply application request
  request ask apply
  report file notify announce declare lodge submit claim tell
  claim report
  notify inform tell alert announce notice
  notification alert push message
  reset restore recover
  forget lose
  restart reboot rebooting restarting
  download save export
  export download save exporting
  import upload load importing
  upload import
  save keep store
  store keep save
  backup copy
  copy duplicate clone
  share sharing give_access access
  access enter get_into
  move transfer shift relocate send
  transfer send move wire remit transferring remittance
  withdraw take_out withdrawal cash
  withdrawal withdraw
  deposit pay_in
  raise increase enlarge boost extend lift grow higher bigger larger high big large
  increase raise enlarge boost higher bigger larger lift grow increasing
  decrease reduce lower shrink lessen smaller cut drop less small low fewer lowering
  large big huge
  small little tiny
  cheap inexpensive affordable
  cheap lower low
  fast quick rapid speedy
  slow sluggish lag
  improve better enhance
  fix repair solve resolve mend troubleshoot remedy help
  repair fix mend
  trouble problem malfunction fault defect fail failure broken wrong error defective faulty
  damage broken defective damaged faulty break
  break damage
  crash freeze hang shutdown
  error fault code
  decline reject refuse deny declined refused rejected
  accept take support
  support accept compatible run work supported
  compatible work run compatibility
  use apply employ utilise utilize usable usage using
  enter apply type redeem input add
  redeem apply use
  wash clean launder washed washing
  clean cleaning wash
  need require must necessary required
  cost price fee charge fare rate expense pricing
  gratis free complimentary
  bill invoice
  receipt proof
  discount promo coupon voucher promotional promotion rebate
  sale promotion clearance
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
  soil substrate compost mix potting earth
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
  simultaneously once`
