import KnowledgeModel
import TextAnalysis

/// Whom "he" or "she" may mean, as far as a given name tells.
enum PersonGender {
    /// Whether a pronoun can mean a person. Names that both men and women bear, and names that no list has, rule nothing out.
    static func allows(_ pronoun: WordKey, _ person: EntityReference, _ lexicon: Lexicon) -> Bool {
        guard let first = person.name.split(separator: " ").first else { return true }
        let given = WordKey(first)
        if women.contains(given) { return isFeminine(pronoun) }
        let isMan = lexicon.givenNames.contains(given) && !either.contains(given)
        return !(isMan && isFeminine(pronoun))
    }

    private static func isFeminine(_ pronoun: WordKey) -> Bool { pronoun == "she" || pronoun == "her" }

    private static let women = WordSet(
        """
        abby abigail ada adelaide adele aditi adriana adrienne agnes agnieszka aiko aileen aisha aishwarya akiko alana alejandra \
        aleksandra alena alessandra alessia alexandra alexia alice alicia alina alisa alison allison alma alondra alyssa amanda \
        amara amaya amelia amelie amina amira amrita amy amélie ana anastasia anette angela angelica angelina anika anita anitha \
        anjali ankita ann anna annabel annabelle anne annette annie annika antje antonella antonia anusha anushka anya aoife aparna \
        ariana arianna asha astrid athena audrey aurelia ayako ayesha ayumi barbara beata beatrice beatriz becca becky belinda \
        benedetta bernadette beth bethany betsy betty beverly bianca bonnie brenda briana brianna bridget brigitte britney brittany \
        bruna caitlin camila camilla candace candice carina carla carlotta carly carmen carol carolina caroline carolyn carrie \
        cassandra cassie catalina caterina catherine cathie cathy catriona cecilia celeste celia celine charlene charlotte chelsea \
        cherie cheryl chiara chieko chloe chloé chrissy christa christel christiane christina christine christy ciara cindy claire \
        clara clarissa claudia clementine colette colleen constance corinna corinne cornelia cristina cynthia céline daisy dalia \
        danica daniela daniella danielle daphne daria deanna deb debbie deborah debra deepa deepika deepti deirdre delia demi denise \
        diana diane dianne dina divya dolores dominika donatella donna dora doreen doris dorota dorothea dorothy ebony edith edna \
        efrat eileen ekaterina elaine eleanor elena eleni elham eliana elif elina elisa elisabeth elise eliza elizabeth ella elle \
        ellen ellie elodie elsa elvira emi emilia emilie emily emma emmanuelle erica erika erin estelle esther eugenia eunice eva \
        eve evelyn ewa farah fatima fatma faye federica felicia felicity fenella fernanda fidji fiona flavia florence frances \
        francesca francine francisca franziska françoise freya frieda fumiko gabriela gabriella gabrielle galina gayathri gemma \
        genevieve geneviève georgia georgina geraldine gertrude gia gianna gillian gina ginny giorgia giovanna gisele giulia gloria \
        greta gretchen gwen gwendolyn gwynne hadas haley hana hanna hannah harriet haruka hayley heather heidi heike helen helena \
        helene helga henna henrietta hilda hillary hiroko holly hélène ida ilaria imogen inbal indira ines ingrid inna inés ioana \
        irene irina iris irma isabel isabela isabella isabelle isha ishita ivana ivy iwona izabela jackie jacqueline jada jade jana \
        jane janet janice janine jasmin jasmine jayshree jeanette jeanne jelena jen jenna jennie jennifer jenny jess jessa jessica \
        jill jillian jimena joana joanna joanne jodi joelle johanna joni josefina josephine joyce joëlle juana juanita judith judy \
        julia juliana julianne julie juliet julieta juliette june junko justina jyoti kaitlin kaitlyn kamala kanjun kara karen karin \
        karina karine karla karolina kasia katarina katarzyna kate katerina katharina katharine katherine kathleen kathryn kathy \
        katia katie katja katrin katrina katy katya kavita kavya kayla kelsey kendra kerstin kimberly kirsten kirsty kristalina \
        kristen kristin kristina kristine kruti krystal kylie kyoko laetitia laila lakshmi lana lara larissa latanya latisha laura \
        laure laurel lauren laurie lavanya layla lea leah leanne leena leila lena leona leticia lexi lia lilah lilian liliana \
        lillian lily lina linda lindsay lindsey lisa lise livia liz liza lizzie lois lola lorena loretta lori lorraine louisa louise \
        lucia luciana lucie lucille lucinda lucy lucía luisa lydia lynda lynette lynne mackenzie madeleine madeline madelyn madhavi \
        madhuri madison magda magdalena maggie maja malia malin mallory mandy manisha mansi manuela mara marcela marcia margaret \
        margarita margherita margit margo margot margrethe maria mariah mariam mariana marianne marie mariela marietta marija \
        marilyn marina marisa marissa marit mariya marjorie marlene marsha marta martha marthe martina martine mary maría masako \
        mathilde matilda maud maura maureen maxine maya mayumi meena meera meg megan megha meghan melanie melinda melissa meredith \
        merve meryem mia michaela michela michelle mieko mihaela mikaela mila milena mildred mindy mira miranda miriam miyuki moira \
        molly mona monica monika monique monisha muriel myra myriam mélanie mónica nadia nadine naila namrata nancy nandini nanette \
        naoko naomi natalia natalie nataliya natasha nathalie neha nella nellie nena ngozi nicole nicoletta nidhi nina nisha nita \
        nithya noelle noemi nora noriko norma noura nuria nyla octavia olena olga olivia orla paige pallavi paloma pam pamela paola \
        patricia patrizia patrycja patty paula paulette paulina pauline pavithra payal peggy penelope petra philippa phoebe phyllis \
        pia pilar polly pooja poonam preethi preeti priscilla priti priya priyanka purnima rachael rachel radhika raffaella raia \
        ramona raquel rashmi rebecca rebekah reem reena regina reiko rekha renata renee renuka renée rhea rhiannon rhonda rina rita \
        ritika roberta rochelle rohini rosa rosalind rosanna rosario rosemary rosie roslyn roxana roxanne rumman ruth ruthie sabina \
        sabine sabrina sadie safra sakshi sakura sally salma samantha samira sandhya sandra sandrine sangeeta sangita sara sarah \
        sarita saskia sayaka scarlett selena selina selma serena shalini shannon sharon shauna sheela sheila shelley sherry sheryl \
        shikha shilpa shira shirin shirley shivani shreya shruti shweta sigrid silvia simona simran sinéad siobhan sissie sneha \
        sofia sofie sofía soledad solène sonali sonia sonja sonya sophia sophie stacey stacy stefania stefanie stella stephanie sue \
        sujata sujatha sunita susan susana susanna susanne sushma susie suzanne svetlana swapna swati sybil sylvia sylvie tabitha \
        takako talia tamara tameka tamika tammy tania tanja tanvi tanya tara tasha tatiana tatyana tekedra teresa tess tessa thea \
        theodora theresa thérèse tiffany tijana timnit tina tomoko tova tracey traci tressie tricia trudy tulsee ulla ulrike ursula \
        usha uta valentina valeria valerie valérie vanessa varsha veena vera verena verity veronica veronika vicki vicky victoria \
        vidya viktoria viktoriya vineeta vinita viola violeta virginie viviana vivienne véronique wanda wendy wiebke willa wilma \
        winifred yana yara yasmin yasmine yaël yejin yelena ylva yoko yolanda yoshiko yukari yukiko yulia yuliya yumi yumiko yuriko \
        yvette yvonne zahra zainab zara zeina zeinab zelda zeynep zita zoe zofia zora zoé zoë zsuzsanna zsófia zuzana élodie özlem
        """)

    /// Names that men and women bear, and names of languages whose given names this list does not sort.
    private static let either = WordSet(
        """
        addison aiden al alex alexis ali alon amal aman amandeep amit andrea andy angel ari ariel ashley ashton ashwini aubrey avery \
        avi ayan bo brett bryce cameron camille casey chandra chang chao charlie chen cheng chenxi chia chidi chris chun chunyan \
        corey courtney dale dana danila dara darian daryl devon drew eden eli elia emeka esra evan fabrice fang fei-fei feng \
        frankie gabriele gal gene guang habib hadi hae-jin haifeng han harper hayden hilary hong hsin huan hui hyeon hyun iman imani \
        indra ira itai jaime jamie jan janis jay jayden jean jed jesse jessie ji-eun ji-hoon ji-young jiahui jian jiang jie jin jing \
        jingjing jo joan jocelyn jody joey jordan jules jun jung-hoon junyang kai karan karol kay kei keisuke kelley kelly kendall \
        kerry kim kiran kris kyung laurence lee leigh leire leslie li lian liang lin linh liu lou luca lynn madhu mai malak manju \
        marion maria-luisa marley mei meiling meng meric merritt micah michele mika min min-jae ming minh minji minjun misha morgan \
        murphy myung-hee na-yeon nada najat nan nana nat nga nhat nicki nicola niki nikita nima nir noa noam noe noel noor ofer ori \
        oren parker pascale pat patrice pei peng pia-maria qi qian qiang qin qing quinn rana randi rani rei reina rene rie riley \
        ritu riya robbie robin robyn roni rowan rui ryo samar sandy sasha sean seo-yeon seung shai shannon shawn shay shelby \
        shengjia sho shu shui sidney simone sina sivan skyler soo-jin soo-yeon soumya stevie suman sumana sumita sun surya sydney tae \
        tai tal tamar tanner taylor teddy teri terry thandi thanh tian ting toby toni tony tracy ty umber val vivian vivien wang wei \
        wei-lin weijia wen wenjie whitney xia xiang xiao xiaobo xiaohua xiaolin xiaoming xiaowei xiaoyan xin xing xinyi xinyu xiong \
        xiulan xu xuan xue xun yael yan yang yao yi yichen yifan yifei yihan yimin yiming ying yingying yong yonit yoon you-jin yu \
        yuan yuanqing yue yuhan yui yuka yuki yun yuval yuzuki zhang zhe zhen zheng zhi zhou zihan zihao ziv zixuan zvi
        """)
}
