"""First names that tell whether a person is a man or a woman.

Names that are common in the news of many countries, from general knowledge. Names that both carry (Kim, Robin, Sasha)
are left out; those that are a man's in one language and a woman's in another (Andrea, Jan, Jean, Simone) stand with the
languages where they are clear.
"""

from collections.abc import Mapping
from functools import cache
from typing import Final

from processors.names.titles import Gender, word_set

MEN: Final = """
adam adrian ahmad ahmed alain alan albert alberto aleksandar aleksander aleksandr alejandro alessandro alexander
alexandre alfred alfredo ali amir anders andreas andrés andré andrew andrzej andy angelo anton antonio antónio antoine
antti aldo arthur arturo arvid axel barack bartosz ben benjamin bernard bernd bernhard bernie bill björn bob boris
bruno carl carlo carlos cem charles christian christoph christophe christopher claudio clemens colin craig cristiano
cyril damien daniel daniele dave david davide denis dennis detlef didier diego dieter dietmar dimitri dirk dmitri
dmitrij dmitry domenico dominik don donald doug douglas edgar eduard eduardo edward edwin emil emilio emmanuel
enrico enrique erdem eric erich erik ernest ernesto ernst erwin eugen eugene fabian fabio federico felipe
felix ferdinand fernando filip florian francesco francisco franco frank frans franz fred frederic frederik friedrich
fritz fumio gary gavin geoffrey georg george georges georgi gerald gerard gerd gerhard gert gianni gilles giorgio
giovanni giuseppe glenn gordon graham greg gregor gregory guido guillaume guillermo gunnar gustav gustavo guy günter
günther hakan hans harald harold harry hartmut hassan heiko heiner heinrich heinz hendrik henri henrik henry herbert
hermann holger horst hubert hugo håkan ian ibrahim igor ingo ismail ivan jacek jack jacob jacques jakob jakub james
jannik jaroslav jarosław jason javier jeff jeffrey jens jeremy jerome jerry jim jimmy joachim joao joe joel johan
johann johannes john johnny jon jonas jonathan joost jorge josef joseph josé joshua joão juan juha juhani jukka julien
jörg jürgen julián julio justin kalle karel karl karl-heinz kazimierz keith kemal ken kenneth kevin khalid klaus
konrad konstantin kurt lars laurent lawrence leif len leo leon leonard leonardo leopold lorenzo louis luca lucas luigi
luis luiz lukas luke lutz lászló magnus mahmoud manfred manuel marc marcel marcelo marcin marco marcos marcus marek
mario mariusz mark markku markus martin massimo mathias matteo matthew matthias matthieu matti maurice maurizio max
maxime maximilian mehmet michael michał michel miguel mihai mikael mike mikhail mikko milan milos milorad mitch
mohamed mohammad mohammed moritz muhammad murat mustafa nathan neil nelson niels nigel nikita nikolai nikolaus nils
norbert olaf olav ole oleg oliver olivier olof omar orlando oscar oskar osman otto owen pablo paolo pascal pat patrice
patrick paul paulo pavel pawel paweł pedro peer pekka per pere peter petr petro philip philipp philippe phil pierre
pieter piotr rafael rainer raj rajiv ralf ralph ramon raphael rashid ray raymond raúl recep reinhard reinhold ricardo
riccardo rich richard rick robert roberto rodolfo rodrigo roger roland rolf romain roman ron ronald ross rudolf
rudolph rui rupert russell ryan said salman salvador salvatore samuel samir sauli scott sean sebastian sébastien serge
sergei sergej sergey sergio shigeru shinzo siegfried sigmar simon slobodan stanisław stefan stefano steffen stephan
stéphane steve steven stuart sven sylvain tadeusz takeshi tarō taro ted terry theo theodor thierry thomas thorsten tim
timo timothy tobias todd tom tomas tomasz tomáš toni torsten tony travis udo ulf ulrich umberto uwe valentin vasile
viktor victor vincent vincenzo vinícius vittorio vladimir volker volodymyr walter warren wayne werner wilhelm willem
william willi willy wim winfried wladimir wolfgang xavier yannick yasser yves zbigniew zoltán álvaro åke željko lukáš
jiří miloš václav zdeněk ondřej györgy gábor istván jános józsef péter sándor tamás ferenc miklós attila károly imre
gijs joris kees jeroen maarten sander bart ruud wouter thijs jaap geert dick henk mathieu nicolas étienne gonzalo
ignacio jaime joaquín ramón rubén césar óscar iván ángel jesús tomás nicolás sebastián andrey andrei nuno tiago rafa
caio murilo marcio márcio fábio sérgio rogério luís vítor flávio jair geraldo yusuf hüseyin hasan serkan emre burak
tayyip selahattin devlet ekrem mesut hiroshi kenji kenta ichiro takashi yoshihide kazuo satoshi makoto akira bjarne
morten søren rasmus jesper mads kasper troels niklas fredrik jimmie petteri antero eero esko heikki ilkka janne jari
jouni jussi kari lauri risto sakari seppo tapio teemu ville александр алексей анатолий андрей антон аркадий артём
артем борис вадим валентин валерий василий виктор виталий владимир владислав вячеслав геннадий георгий герман глеб
григорий денис дмитрий евгений егор иван игорь илья кирилл константин леонид максим михаил никита николай олег павел
пётр петр роман руслан рустам святослав семён сергей станислав степан тимур фёдор эдуард юрий яков ярослав дональд джо
джон барак эмманюэль реджеп рамзан андрій віктор володимир дмитро євген іван ігор кирило микола михайло олександр
олексій петро сергій юрій богдан василь валерій محمد أحمد علي محمود حسن حسين خالد سامي عمر يوسف إبراهيم عبدالله مصطفى
طارق سعيد فيصل بشار جمال ناصر דוד יוסף משה בנימין יאיר יצחק אברהם נפתלי norman malcolm derek trevor marvin clarence
calvin quentin dominic alistair angus fergus rory liam connor aidan declan niall eamon alfie archie theodore wesley
vernon stanley randy rodney roy seth shane sidney spencer tyler wallace wilfred winston zachary aaron abraham alvin
barry bradley brandon brendan brett brian bryan byron cameron carlton cecil chad chuck clark cliff clifford clive
clyde cody curtis damian darren desmond dexter duncan dwight earl eddie elliot elliott ethan evan floyd garrett
gilbert grant harvey hector herman howard irving isaac ivor jared julius lance leroy lewis lionel lloyd logan mason
mickey miles ned noah oswald percy perry preston quincy randall reginald rex roderick rufus simeon solomon sylvester
terence tobin vince virgil wilbur gerhart bertram ansgar eberhard ekkehard gernot gottfried hagen helmut henning
ingolf jochen knut lothar ludger ludwig meinhard ottmar reiner roderich rüdiger siegmar thilo till tilman ullrich veit
volkhard wendelin wieland wolfram alois arno armin bastian benedikt bodo burkhard carsten karsten cornelius edmund
egon erhard ewald falk aurélien baptiste barnabé benoît bertrand cédric clément corentin cyprien édouard emile émile
etienne fabien fabrice frédéric gaël gaëtan gaston gérald gérard germain grégoire grégory hervé hugues jacky jérôme
joël léon loïc lucien marius martial mathis maxence mickaël raphaël régis rémi rémy sylvestre tanguy théo thibaut
tristan ulysse valéry victorien yvan yvon abelardo adolfo agustín alonso ambrosio aníbal armando arnaldo augusto
aurelio baltasar bautista benito bernardo bonifacio camilo cristóbal damián darío edmundo efraín eleuterio elías
emiliano esteban eugenio evaristo fabián faustino félix fermín gaspar germán gilberto gregorio héctor hernán horacio
humberto isidro ismael jacinto jonás leandro lisandro lucio marcelino matías mauricio maximiliano moisés néstor
norberto octavio osvaldo pascual patricio plácido rigoberto rogelio román rómulo santiago saúl severino silvio simón
teodoro tobías ulises valentín vicente wilfredo adriano alfonso amedeo attilio biagio carmelo cesare corrado cosimo
dario dino donato duilio edoardo egidio elio ennio ettore ezio fabrizio filippo flavio fulvio gaetano gennaro giacomo
gianfranco gianluca gino giordano giuliano ivano livio luciano manlio marcello mattia mirko nereo nicolò orazio oreste
pasquale patrizio piero pietro raffaele renato renzo rino rocco romano ruggero sandro saverio silvano tommaso ubaldo
ugo ulderico vasco vito
"""

WOMEN: Final = """
gun britt maj lis abigail ada adele agata agnes agnès agnieszka aino aisha aleksandra alessandra alexandra alice
alicia alina alisa alison alma amanda amelia amy ana anastasia anette angela angelika angelina anita anja ann anna
anna-lena annalena anne anneke annegret annette annie annika antje antonella antonia astrid audrey ayesha aurélie
barbara bärbel beate beatrice beatrix beatriz bente berit bernadette beth betty bianca birgit birgitta birte brenda
brigitte britta camilla carina carla carmen carol carola carole carolin carolina caroline cathrine catherine cecilia
chantal charlotte chiara christa christiane christina christine claire clara claudia concepción conny
constanze corinna corinne cornelia cristina cynthia dagmar daniela danuta debbie deborah denise diana diane dilma dina
dolores dominika donna dora doris dorota dorothea dorothee edith eileen elaine eleanor elena eleni elfriede elisa
elisabeth elise eliza elizabeth elke ella ellen elsa elżbieta emilia emily emine emma erika erin estelle esther
eugenia eva evelyn ewa fatima fatma federica felicitas fiona franziska françoise frauke frida friederike gabriela
gabriella geraldine gerda giorgia gisela giulia gloria grace greta gudrun hanna hannah hanne hannelore heather heide
heidemarie heidi heike helen helena helene helga hélène henriette hermine hilary hilde hillary ilona ilse ines inés
inês inga inge ingeborg ingrid irena irene irina iris irma isabel isabella isabelle ivanka ivana jacqueline jacinda
jadwiga jana jane janet janina janine jeanette jeanne jennifer jenny jessica jill joanna johanna josephine joyce juana
judith judy julia juliana juliane julie juliette jutta kaisa kaja kamala karen karin karina karla karoline katarina
katarzyna kate katharina katherine kathleen kathrin kathy katie katja katrin katrina kayleigh kerstin kirsten kirsi
kira klara kristalina kristen kristi kristin kristina krystyna lara laura lauren leena leila lena leonie leticia
liesbeth liisa lilian lina linda lisa liselotte liz lolita loretta louise lourdes lucia lucie lucía luisa lydia maaike
madeleine magda magdalena mai maia maja malala malin manuela mara margaret margareta margarete margarethe margarita
margit margot margrethe mari maria mariana marianne marie marie-luise marielle marietta marija marika marilyn marina
marine marion marisol marissa marita marjorie marlene marta martha martina mary maría małgorzata mathilde maud maureen
meg megan meike melania melanie melissa mercedes mette mia michaela michelle mildred minna miriam mona monica monika
muriel nadia nadine nadja nancy naomi natalia natalie natasha nathalie nell nellie nicole nicoletta nina nora nuria
olga olivia ornella palina pamela paola patricia patrizia paula paulina pauline penelope petra phyllis pia pilar
priscilla rachel raffaella ramona rebecca regina regine renata renate ricarda rita roberta romy rosa rosalie rosario
rosemarie rosie roswitha ruth sabina sabine sabrina saara sally samantha sandra sanna sanne sara sarah saskia séverine
sharon sheila shirley sigrid silke silvana silvia simona sinéad sofia sofía soledad sonia sonja sophia sophie stacey
stefania stefanie stéphanie sue susan susana susann susanna susanne suzanne svenja svetlana swetlana sylvia sylvie
tamara tania tanja tatiana tatjana teresa tereza tessa theresa therese ulrike ulla ulrika ursula ute valentina valeria
valerie vanessa vera verena veronica veronika victoria viktoria virginie viviane vivian wendy wiebke wilma yolanda
yulia yvette yvonne zofia zoe zuzana émilie élisabeth élise éva monique mireille ségolène rachida najat marisa begoña
consuelo inmaculada macarena rocío ximena graciela delphine graça fátima conceição marília luísa mônica cláudia
patrícia fernanda adriana luciana ayşe emel elif zeynep meral hülya gülsüm yuriko hanako yoko akiko keiko sanae noriko
michiko haruko hana eliška kateřina lenka markéta věra zdeňka ágnes ágota erzsébet ildikó judit kata katalin krisztina
orsolya zsuzsanna zsófia femke marieke mirjam lotte anouk hanneke ineke wil marloes annemarie lise pernille inger ebba
jytte anneli eeva heli kaarina katri krista maarit outi päivi riikka sari satu sirpa sofi tarja tiina tuula александра
алина алла анастасия анжелика анна валентина валерия варвара василиса вера вероника виктория галина дарья диана ева
евгения екатерина елена елизавета жанна зинаида зоя инна ирина карина кира клавдия ксения лариса лидия любовь людмила
маргарита марина мария надежда наталия наталья нина оксана ольга полина раиса римма светлана софия софья тамара
татьяна ульяна эльвира элла эмма юлия яна камала ганна ірина катерина марія наталія олена олеся світлана тетяна юлія
вікторія فاطمة عائشة مريم زينب خديجة ليلى سارة نور هدى أسماء سعاد نادية رانيا هند שרה רחל מרים דינה איילת מירי ציפי
michèle nuala siobhan aoife niamh bridget deirdre maeve abby adeline agatha aileen allison amber annabel annabelle
ariana audra ava bernice bertha bessie beverly bonnie brittany caitlin callie candace carly cassandra chloe clarissa
colleen constance cora cordelia crystal daisy danielle daphne darlene deanna delia dorothy edna effie eloise elsie
erica estella ethel eunice eve felicia flora frances freda gail georgina gertrude gillian ginger gladys glenda gwen
gwendolen gwendolyn hailey harriet hazel hester hilda holly ida imogen isla ivy janice jasmine jeannette jenna jessie
jo-anne joann joanne jodie josie judi juliet kara kathryn katy kayla keira kelsey kerry-ann kirstin kristine lacey
latoya leah leanne lesley-ann lila lily lois lola lorna lorraine lottie lucille lucy mabel mandy marcia margery marian
marianna marsha martine mattie melinda melody meredith millie miranda molly morwenna myra myrtle nettie noelle norma
opal patsy patti paulette peggy phoebe polly poppy prudence rachael rhoda rhonda rosalind rosanne rosemary roxanne
sadie sally-ann selena selma serena shelley sherry sonya stephanie sybil tabitha tammy tara thelma tiffany tina trisha
trudy una verity vivien wanda winifred yasmin zelda adelheid aenne almut annegrit anneliese annerose antonie beata
bettina christel cordula dorle dörte edeltraud elfi ellinor elvira erdmute ernestine evelin evelyne frieda gabi
gerlinde gerti gesa gesine gitta grit gunda gundula hedwig heidrun helma hertha hildegard ilka imke inken irmgard
isolde jule kristiane lieselotte lilo lore luzia mareike margitta marlies mechthild merle mirja nele neele ortrud
rosmarie sieglinde solveig swantje tabea thea traudel traute trude undine uschi walburga waltraud wilhelmine adèle
agathe aline amandine amélie anaïs andrée angèle anne-marie apolline ariane armelle aurore bénédicte bérengère
capucine carine cécile céline charline christelle clémence clémentine clotilde colette cosette danièle éliane éloïse
elodie élodie emmanuelle eugénie fabienne fanny frédérique gaëlle geneviève géraldine ghislaine gisèle honorine
hortense huguette inès irène jacinthe jeannine joëlle josette julienne justine laetitia laure laurence léa léonie
lucette lucile ludivine lydie magali manon margaux marguerite mariette marlène maryse mélanie morgane myriam nadège
ninon noémie océane odette odile ondine perrine pierrette régine rolande roselyne sandrine sidonie solange solène
suzette sylviane thérèse valérie véronique yolande zoé adelaida alejandra amalia amparo araceli azucena belén
benedicta bernarda blanca caridad carlota catalina cayetana celia cristiana delfina dorotea encarnación esmeralda
esperanza estefanía estela eulalia fabiola florencia francisca genoveva gertrudis guadalupe herminia hortensia ileana
jacinta jimena josefa josefina juanita leonor liliana lidia lorena lucrecia marcela maribel mariela maruja matilde
micaela milagros mónica montserrat natividad noelia noemí ofelia paloma petronila piedad raquel remedios rosalía
rosana rosaura sagrario salomé silvina sonsoles teodora trinidad úrsula verónica vicenta violeta virtudes viviana
zulema addolorata agnese alberta alda alessia ambra annalisa annamaria antonietta arianna assunta benedetta carlotta
carmela caterina cinzia clelia concetta costanza debora donatella eleonora elettra elisabetta enrica erminia ersilia
fabrizia fausta fiammetta filomena flavia floriana fosca francesca ginevra giovanna giuliana giuseppina graziella
ilaria imma immacolata iolanda lavinia letizia livia lorenza loriana luana lucrezia ludovica luigia maddalena marcella
margherita mariagrazia mariangela marilena mirella nives noemi nunzia olimpia orietta ortensia palmira piera pina
romina rosalba rosanna rossella samanta santina tiziana tosca vanna zaira
"""

BY_LANGUAGE: Final[Mapping[str, Mapping[Gender, str]]] = {
    "en": {"f": "joan jean kelly tracy leslie dana nikki"},
    "de": {"m": "jan kai rené", "f": "andrea gabriele michele nicola simone"},
    "nl": {"m": "jan", "f": "marijke simone andrea anne"},
    "pl": {"m": "jan"},
    "sv": {"m": "jan bo", "f": "andrea"},
    "da": {"m": "jan bo kim", "f": "andrea"},
    "nb": {"m": "jan kim", "f": "andrea"},
    "fr": {"m": "jean jean-luc jean-pierre jean-marc jean-michel yann rené", "f": "andréa simone nicole"},
    "es": {"m": "jesús andrés josé", "f": "andrea simone rosario"},
    "pt": {"m": "jean", "f": "andrea simone"},
    "it": {"m": "andrea nicola simone gabriele michele emanuele", "f": "simonetta"},
    "cs": {"m": "jan rené", "f": "andrea"},
    "hu": {"f": "andrea"},
    "fi": {"m": "kai jan"},
}
"""Names that are clear in one language only."""

EAST_ASIAN_SURNAMES: Final = word_set("""
    bae cai chen cheng choi deng ding dong fang feng gao guo han hoang huang hwang jang jiang jung kang kim kwon
    lai liang liao lim lin liu luo ma ngo nguyen pan park peng pham qin shen shin song sun tang tran wang wei wu
    xi xiao xie xu yan yang yoon yu yuan zeng zhang zhao zheng zhou zhu
    """)
"""In Latin letters; of such a name the first word is the surname: Xi Jinping."""

CYRILLIC_ENDINGS: Final = ("ой", "ей", "ою", "ом", "ем", "ём", "ым", "ою", "а", "я", "у", "ю", "е", "и", "ы", "і", "ї")
CYRILLIC_NOMINATIVES: Final = ("", "й", "ь", "а", "я", "о")
LATIN_ENDINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "pl": ("owi", "iem", "em", "ie", "ą", "ę", "y", "i", "a"),
    "cs": ("ovi", "em", "ou", "ě", "y", "u", "i", "a", "e"),
    "sk": ("ovi", "om", "ou", "y", "u", "i", "a", "e"),
    "hr": ("om", "em", "u", "e", "i", "a"),
    "sr": ("om", "em", "u", "e", "i", "a"),
    "sl": ("om", "em", "o", "u", "e", "i", "a"),
    "fi": ("lle", "lta", "ltä", "lla", "llä", "sta", "stä", "n"),
}
LATIN_NOMINATIVES: Final = ("", "a")
MASCULINE_ENDINGS: Final = frozenset({"ом", "ем", "ём", "ым", "owi", "iem", "em", "ovi", "om"})
"""Endings that only men's names have in the languages above."""


@cache
def _table(language: str) -> Mapping[str, Gender]:
    table: dict[str, Gender] = {}
    own = BY_LANGUAGE.get(language, {})
    table.update(dict.fromkeys(MEN.split(), "m"))
    table.update(dict.fromkeys(WOMEN.split(), "f"))
    table.update(dict.fromkeys(own.get("m", "").split(), "m"))
    table.update(dict.fromkeys(own.get("f", "").split(), "f"))
    return table


def gender_of_first_name(name: str, language: str) -> Gender | None:
    """Returns whose name it is, a man's ("m") or a woman's ("f"); None where it is unknown or both carry it.

    Args:
        name: a first name, in the nominative or, in Slavic languages and Finnish, in another case (Ольгой, Janem).
        language: ISO 639-1 code of the text.
    """
    word = name.lower()
    table = _table(language)
    found = table.get(word) or table.get(word.partition("-")[0])
    return found if found is not None else _gender_of_case(word, language)


def is_base_form(name: str, language: str) -> bool | None:
    """Returns whether a first name stands in the nominative (Ольга) or surely not (Ольгой).

    None where it is unknown, or may be either: Александра is a woman, or of Александр.

    Args:
        name: a first name.
        language: ISO 639-1 code of the text.
    """
    word = name.lower()
    known, case = word in _table(language), _gender_of_case(word, language) is not None
    return None if known == case else known


def _gender_of_case(word: str, language: str) -> Gender | None:
    """The gender of the name that a word is a case of, other than the first."""
    if len(word) < 3:
        return None
    table = _table(language)
    cyrillic = "а" <= word[-1] <= "я" or word[-1] in "ёіїє"
    endings = CYRILLIC_ENDINGS if cyrillic else LATIN_ENDINGS.get(language, ())
    for ending in endings:
        if word.endswith(ending):
            stem = word[: -len(ending)]
            nominatives = CYRILLIC_NOMINATIVES if cyrillic else LATIN_NOMINATIVES
            genders = {table[stem + last] for last in nominatives if stem + last in table and stem + last != word}
            if ending in MASCULINE_ENDINGS:
                genders.discard("f")
            if len(genders) == 1:
                return genders.pop()
    return None
