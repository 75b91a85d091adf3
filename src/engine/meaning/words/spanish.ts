import type { LanguageWords } from './language-words'

export const SPANISH: LanguageWords = {
  code: 'es',
  functionWords: `
    el la los las un una unos unas de del al a y o pero en con por para es son ser está están hay que qué quién cómo
    dónde cuándo cuánto cuál cuáles si yo tú él ella usted ustedes nosotros me te se nos le lo mi mis tu tus su sus
    este esta estos estas ese esa esto eso puedo puede pueden debo debe hago hace hacer tengo tiene ha he`,
  lightWords: `
    hola gracias favor quiero quisiera querría necesito posible manera forma ayuda pregunta paso pasos`,
  synonyms: `
    cancelar cancelación anular
    pedido pedir compra comprar
    entrega envío enviar paquete entregar
    devolver devolución
    reembolso reembolsar
    cambiar modificar cambio
    eliminar borrar
    activar activación
    desactivar desactivación
    contraseña clave
    producto artículo
    pagar pago
    factura recibo
    teléfono móvil celular
    precio coste costo cuesta
    restablecer olvidar`,
  opposites: `
    activar | desactivar
    cancelar | confirmar
    cancelar | renovar
    comprar | vender
    comprar | devolver
    cambiar | devolver
    abrir | cerrar
    enviar | recibir
    entrega | devolver
    añadir | eliminar
    antes | después
    con | sin
    aumentar | reducir
    importar | exportar
    más | menos
    bloquear | desbloquear`,
  turningWords: `
    parar eliminar perder guardar antes después último próximo otro primero antiguo comprobar comparar compartir seguir`,
  carrierWords: `
    cuenta página archivo formato dinero fecha artículo producto sistema servicio número`,
  neutralWords: `enviar`,
  phrases: `
    correo electrónico = email
    e mail = email`,
  irregular: `
    olvidé olvidar
    olvidado olvidar
    cuesta costar`,
  negations: `no sin nunca jamás ningún ninguna ninguno nada nadie`,
  facets: `
    why: por_qué razón motivo causa
    time: cuándo cuánto_tiempo plazo fecha cuánto_tarda duración caduca
    price: cuánto_cuesta precio coste costo tarifa
    count: cuántos cuántas número_de
    frequency: cada_cuánto frecuencia
    who: quién quiénes`,
  times: `
    lunes
    martes
    miércoles
    jueves
    viernes
    sábado
    domingo
    invierno
    verano
    primavera
    otoño
    mañana
    tarde
    noche
    ayer
    día
    semana
    mes
    año`,
  quantities: `
    todos todas todo
    solo sólo solamente
    mitad
    doble
    varios
    segundo segunda`,
  persons: `
    colega compañero
    amigo amiga
    hijo hija niño niños
    madre
    padre
    cliente clientes`,
  numbers: `
    dos 2
    tres 3
    cuatro 4
    cinco 5
    seis 6
    siete 7
    ocho 8
    nueve 9
    diez 10
    doce 12`,
  speaker: 'yo nosotros',
  addressee: 'usted ustedes tú',
  directionsFrom: 'desde',
  directionsTo: 'hacia',
  endings: [
    'aciones',
    'ación',
    'adas',
    'ados',
    'ada',
    'ado',
    'ar',
    'er',
    'ir',
    'as',
    'os',
    'es',
    'a',
    'o',
    'e',
    's',
  ],
}
